/** Whether API Gateway may invoke a function: https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html */
import { formatArn, parseInvocationUri, type Route } from "../definition/index";
import { permittingStatement, roleAllows } from "./policy/index";
import type { Permission } from "./trace/index";
import type { GatewayOptions } from "./types";
import { substituteStageVariables } from "./uri";

export interface InvocationRequest {
  readonly of: Permission["of"];
  readonly functionArn: string;
  /** ARN of the method or authorizer that invokes. */
  readonly sourceArn: string;
  /** The role to assume; empty or absent where the function's own policy decides. */
  readonly credentials: string | undefined;
  /** The caller's access key, where the request was signed. */
  readonly accessKey?: string | null | undefined;
}

type Known = Pick<GatewayOptions, "permissions" | "roles" | "credentials" | "accountId">;

const ACTION = "lambda:InvokeFunction";

/** What lets the invocation, or why it is refused. */
export function decideInvocation(request: InvocationRequest, known: Known): Permission {
  const { of, functionArn, sourceArn, credentials } = request;
  const decision = credentials ? askRole(credentials, request, known) : askPolicy(request, known);
  return { kind: "permission", of, action: ACTION, resource: functionArn, sourceArn, ...decision };
}

/** The same for a route on a stage, as far as it is known without a request; undefined where the route invokes no function. */
export function routePermission(
  { method, path, integration }: Route,
  options: Known & Pick<GatewayOptions, "partition" | "region" | "apiId" | "stage">,
): Permission | undefined {
  const { stage } = options;
  const variables = new Map(Object.entries(stage.variables));
  const target = parseInvocationUri(substituteStageVariables(integration.uri ?? "", variables));
  const credentials = integration.credentials && substituteStageVariables(integration.credentials, variables);
  return (
    target &&
    decideInvocation(
      { of: "integration", functionArn: target.functionArn, sourceArn: sourceArnOf({ method, path }, options), credentials },
      options,
    )
  );
}

/**
 * The method's ARN as Lambda sees it: the stage, the method as defined and the resource's path with its variables (seen: execution logs).
 */
export function sourceArnOf({ method, path }: Pick<Route, "method" | "path">, options: ApiPlace & Pick<GatewayOptions, "stage">): string {
  return `${executionArn(options)}/${options.stage.name}/${method}${path}`;
}

type ApiPlace = Pick<GatewayOptions, "partition" | "region" | "accountId" | "apiId">;

/** What the ARNs of an API's methods and authorizers begin with. */
export function executionArn({ partition, region, accountId, apiId }: ApiPlace): string {
  return formatArn({ partition, service: "execute-api", region, account: accountId, resource: apiId });
}

type Decision = Pick<Permission, "role" | "statement" | "refusal">;

function askPolicy({ functionArn, sourceArn }: InvocationRequest, { permissions, accountId }: Known): Decision {
  const permission = permittingStatement(permissions, { functionArn, sourceArn, account: accountId });
  if (permission === undefined)
    return { refusal: `No permission on ${functionArn} lets apigateway.amazonaws.com invoke it with the source ARN ${sourceArn}` };
  return { statement: { ...permission } };
}

function askRole(credentials: string, { functionArn, accessKey }: InvocationRequest, { roles, credentials: callers }: Known): Decision {
  const caller = callers.find(({ accessKeyId }) => accessKeyId === accessKey);
  const role = CALLER.test(credentials)
    ? caller && { arn: caller.userArn, assumeRolePolicy: TRUSTED, policies: caller.policies }
    : roles.find(({ arn }) => arn === credentials);
  if (role === undefined) return { role: credentials, refusal: `There is no role ${credentials}` };
  const { assumable, allowed } = roleAllows(role, ACTION, functionArn);
  if (!assumable) return { role: role.arn, refusal: `The trust policy of ${role.arn} does not let apigateway.amazonaws.com assume it` };
  return { role: role.arn, ...(!allowed && { refusal: `No policy of ${role.arn} allows ${ACTION} on ${functionArn}` }) };
}
// Developer guide, integration: `arn:aws:iam::*:user/*` passes the caller's identity on, which nobody has to assume.
const CALLER = /^arn:[^:]+:iam::\*:user\/\*$/;
const TRUSTED = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
