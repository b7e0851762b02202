import { formatArn, type JsonObject, whole } from "../../definition/index";
import type { Credentials, LambdaPermission, Role } from "../../gateway/index";
import { arnIn, type Cloud, type Resource } from "../program/index";
import { MANAGED_POLICIES } from "./managed-policies";
import { isJsonObject, list, type Properties, properties, text, texts } from "./properties";
import { named, type Registry } from "./registry";

/** Who may do what. */
export interface Access {
  readonly permissions: readonly LambdaPermission[];
  readonly roles: readonly Role[];
  readonly credentials: readonly Credentials[];
  /** Policies whose text is not known here, one line each. */
  readonly notices: readonly string[];
}

/** The access key that every local API takes, as the AWS tools for local use do. */
const LOCAL_KEY = { accessKeyId: "test", secretAccessKey: "test" };

/** The permissions, roles and users' keys of the program. */
export function readAccess(registry: Registry, cloud: Cloud): Access {
  const notices: string[] = [];
  const roles = registry.all("iam/role:Role").map((role) => ({
    arn: text(role.outputs["arn"]) ?? "",
    assumeRolePolicy: policy(role.inputs["assumeRolePolicy"]) ?? {},
    policies: policiesOf(role, "role", registry, notices),
  }));
  const users = registry.all("iam/accessKey:AccessKey").flatMap((key) => credentialsOf(key, registry, cloud, notices));
  return {
    permissions: registry.all("lambda/permission:Permission").map((permission) => permissionOf(permission, cloud)),
    roles,
    credentials: [localUser(cloud), ...users],
    notices,
  };
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
function permissionOf({ inputs, outputs }: Resource, home: Cloud): LambdaPermission {
  const qualifier = text(inputs["qualifier"]);
  const arn = functionArn(text(inputs["function"]) ?? "", cloudOf(outputs, home));
  return whole<LambdaPermission>({
    functionArn: qualifier === undefined ? arn : `${arn}:${qualifier}`,
    action: text(inputs["action"]) ?? "",
    principal: text(inputs["principal"]) ?? "",
    sourceArn: text(inputs["sourceArn"]),
    sourceAccount: text(inputs["sourceAccount"]),
  });
}

/** The cloud in the region of a resource, which may be another than the stack's. */
export function cloudOf(outputs: Properties, home: Cloud): Cloud {
  return { ...home, region: text(outputs["region"]) ?? home.region };
}

/** A function is named by its name, its ARN or `<account>:function:<name>`, each with or without a qualifier. */
export function functionArn(function_: string, cloud: Cloud): string {
  if (function_.startsWith("arn:")) return function_;
  return arnIn(cloud, "lambda", `function:${function_.replace(/^\d{12}:function:/, "")}`);
}

function policiesOf(holder: Resource, kind: "role" | "user", registry: Registry, notices: string[]): JsonObject[] {
  const [Kind, name] = [kind === "role" ? "Role" : "User", text(holder.outputs["name"])];
  const isHolder = (value: unknown) => value === name || value === holder.id;
  const inline = list(holder.inputs["inlinePolicies"]).map((given) => properties(given)["policy"]);
  const own = registry.all(`iam/${kind}Policy:${Kind}Policy`).filter(({ inputs }) => isHolder(inputs[kind]));
  const attachments = registry.all(`iam/${kind}PolicyAttachment:${Kind}PolicyAttachment`).filter(({ inputs }) => isHolder(inputs[kind]));
  const shared = registry.all("iam/policyAttachment:PolicyAttachment").filter(({ inputs }) => list(inputs[`${kind}s`]).some(isHolder));
  const arns = [
    ...texts(holder.inputs["managedPolicyArns"]),
    ...[...attachments, ...shared].flatMap(({ inputs }) => text(inputs["policyArn"]) ?? []),
  ];
  const attached = arns.flatMap((arn) => {
    const found =
      registry.all("iam/policy:Policy").find(({ outputs }) => outputs["arn"] === arn)?.inputs["policy"] ??
      MANAGED_POLICIES.get(arn.split(":policy/")[1] ?? "");
    if (found === undefined && countsHere(holder, arn))
      notices.push(`${named(holder)}: what ${arn} allows is not known here; it allows nothing`);
    return found === undefined ? [] : [found];
  });
  return [...inline, ...own.map(({ inputs }) => inputs["policy"]), ...attached].map(policy).filter((known) => known !== undefined);
}

/**
 * Of functions' roles, only what services are asked by that run locally is looked at; of others, what calls an API and what API Gateway
 * assumes.
 */
function countsHere({ type, inputs }: Resource, policyArn: string): boolean {
  const trust = JSON.stringify(policy(inputs["assumeRolePolicy"]) ?? {});
  const ofFunction =
    trust.includes("lambda.amazonaws.com") &&
    (!policyArn.includes("::aws:policy/") || /dynamodb|lambda|invoke|ssm|secretsmanager/i.test(policyArn));
  return type === "aws:iam/user:User" || trust.includes("apigateway.amazonaws.com") || ofFunction;
}

/** A policy is JSON text, or an object. */
function policy(value: unknown): JsonObject | undefined {
  if (typeof value !== "string") return isJsonObject(value) ? value : undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function credentialsOf(key: Resource, registry: Registry, cloud: Cloud, notices: string[]): Credentials[] {
  const user = registry.all("iam/user:User").find(({ outputs, id }) => outputs["name"] === key.inputs["user"] || id === key.inputs["user"]);
  if (user === undefined) return [];
  return [
    {
      accessKeyId: key.id,
      secretAccessKey: text(key.outputs["secret"]) ?? "",
      accountId: cloud.accountId,
      userArn: text(user.outputs["arn"]) ?? "",
      userId: text(user.outputs["uniqueId"]) ?? "",
      policies: policiesOf(user, "user", registry, notices),
    },
  ];
}

function localUser({ accountId, partition }: Cloud): Credentials {
  return {
    ...LOCAL_KEY,
    accountId,
    userArn: formatArn({ partition, service: "iam", account: accountId, resource: "user/local" }),
    userId: "AIDALOCALLOCALLOCAL00",
    policies: [{ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "execute-api:*", Resource: "*" }] }],
  };
}
