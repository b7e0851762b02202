import { createHash } from "node:crypto";
import { type Kinds, type Made, type Making, type Others, Refused } from "../kind";
import { arn, REGION } from "../place";
import { type Properties, text } from "../properties";
import { refuseMissing, refuseTaken } from "./refusals";
import { ROLE } from "./services";

export const FUNCTION = "aws:lambda/function:Function";
const ALIAS = "aws:lambda/alias:Alias";
export const PERMISSION = "aws:lambda/permission:Permission";

/** Bytes: Lambda's quota "Resource-based policy size". */
const POLICY_LIMIT = 20_480;

export const LAMBDA: Kinds = {
  [FUNCTION]: {
    autoNamed: true,
    replacedBy: ["name", "packageType"],
    keeps: ["architectures", "ephemeralStorage", "loggingConfig", "loggingConfig.logGroup", "tracingConfig"],
    // updateComputedAttributesOnPublish: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lambda/function.go
    announces: ({ publish }) => ["lastModified", ...(publish === true ? ["qualifiedArn", "qualifiedInvokeArn", "version"] : [])],
    id: (_, inputs) => text(inputs, "name"),
    outputs: {
      arn: ({ inputs }) => functionArn(inputs),
      invokeArn: ({ inputs }) => invokeArn(functionArn(inputs)),
      responseStreamingInvokeArn: ({ inputs }) =>
        `arn:aws:apigateway:${REGION}:lambda:path/2021-11-15/functions/${functionArn(inputs)}/response-streaming-invocations`,
      codeSha256: ({ inputs }) =>
        createHash("sha256")
          .update(JSON.stringify(inputs["code"] ?? null))
          .digest("base64"),
      lastModified: () => "2026-01-01T00:00:00.000+0000",
      qualifiedArn: ({ inputs }, before) => `${functionArn(inputs)}:${versionOf(inputs, before)}`,
      qualifiedInvokeArn: ({ inputs }, before) => invokeArn(`${functionArn(inputs)}:${versionOf(inputs, before)}`),
      version: ({ inputs }, before) => versionOf(inputs, before),
    },
    renewed: { code: ["codeSha256"] },
    onCreate: (making, others) => {
      refuseTaken("ResourceConflictException: Function already exist")(making, others);
      refuseWithoutRole(making, others);
    },
    onUpdate: refuseWithoutRole,
    onDelete: ({ inputs }, others) => {
      for (const permission of statementsOf(others, text(inputs, "name"), "")) others.forget(permission);
    },
  },
  [ALIAS]: {
    replacedBy: ["functionName", "name"],
    id: (_, inputs) => aliasArn(inputs),
    outputs: { arn: ({ inputs }) => aliasArn(inputs), invokeArn: ({ inputs }) => invokeArn(aliasArn(inputs)) },
    onCreate: ({ inputs }, others) => refuseWithoutFunction(text(inputs, "functionName"), others),
  },
  [PERMISSION]: {
    replacedBy: "everything",
    id: (newId, inputs) => text(inputs, "statementId") || newId(20),
    outputs: {},
    onCreate: (making, others) => {
      const { inputs } = making;
      refuseWithoutFunction(text(inputs, "function"), others);
      const statements = statementsOf(others, text(inputs, "function"), text(inputs, "qualifier"));
      if (statements.some(({ id }) => id === making.id))
        throw new Refused(
          `ResourceConflictException: The statement id (${making.id}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
        );
      const size = policySize([...statements, making]);
      if (size > POLICY_LIMIT)
        throw new Refused(`PolicyLengthExceededException: The final policy size (${size}) is bigger than the limit (${POLICY_LIMIT}).`);
    },
  },
};

function functionArn(inputs: Properties): string {
  return arn("lambda", `function:${text(inputs, "name")}`);
}

/** Each change that is published has the next number. */
function versionOf({ publish }: Properties, before: Made | undefined): string {
  return publish === true ? String((Number(before?.outputs["version"]) || 0) + 1) : "$LATEST";
}

function aliasArn(inputs: Properties): string {
  return `${arn("lambda", `function:${functionNameOf(text(inputs, "functionName"))}`)}:${text(inputs, "name")}`;
}

function invokeArn(functionArn: string): string {
  return `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}

function refuseWithoutRole({ inputs }: Making, others: Others): void {
  refuseMissing(
    others,
    ROLE,
    "arn",
    text(inputs, "role"),
    "InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.",
  );
}

function refuseWithoutFunction(nameOrArn: string, others: Others): void {
  refuseMissing(others, FUNCTION, "name", functionNameOf(nameOrArn), `ResourceNotFoundException: Function not found: ${nameOrArn}`);
}

function functionNameOf(nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? (nameOrArn.split(":")[6] ?? "") : nameOrArn;
}

/** The statements of one policy: of the function, or of one of its aliases or versions. */
function statementsOf(others: Others, nameOrArn: string, qualifier: string): readonly Made[] {
  return others
    .of(PERMISSION)
    .filter(
      ({ inputs }) => functionNameOf(text(inputs, "function")) === functionNameOf(nameOrArn) && text(inputs, "qualifier") === qualifier,
    );
}

/** Bytes of the policy in the form in which GetPolicy gives it. */
function policySize(statements: readonly Making[]): number {
  return JSON.stringify({
    Version: "2012-10-17",
    Id: "default",
    Statement: statements.map(({ id, inputs }) => ({
      Sid: id,
      Effect: "Allow",
      Principal: { Service: inputs["principal"] },
      Action: inputs["action"],
      Resource: [
        arn("lambda", `function:${functionNameOf(text(inputs, "function"))}`),
        ...(inputs["qualifier"] === undefined ? [] : [inputs["qualifier"]]),
      ].join(":"),
      Condition: { ArnLike: { "AWS:SourceArn": inputs["sourceArn"] } },
    })),
  }).length;
}
