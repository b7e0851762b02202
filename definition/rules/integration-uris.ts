import { parseInvocationUri } from "../lambda-uri";
import { isLateValue } from "../late-values";
import type { ApiDefinition, Integration, Route } from "../types";
import { checkRole, INVALID_ARN, parseArn, withoutColons } from "./arns";
import type { DefinitionPath, Refusal } from "./refusal";

// https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html, credentials: the caller's own identity.
const CALLER = "arn:aws:iam::*:user/*";

/** Where an integration's requests go. */
export function* checkUri(path: DefinitionPath, integration: Integration): Iterable<Refusal> {
  const { type, uri = "" } = integration;
  if (isLateValue(uri)) return;
  if (type === "HTTP" || type === "HTTP_PROXY") yield* checkHttpUri(path, integration);
  else if (type === "AWS" || type === "AWS_PROXY") yield* checkAwsUri(path, uri, type);
}

/** With which rights they are made. */
export function* checkCredentials(
  path: DefinitionPath,
  { integration, authorization }: Route,
  definition: ApiDefinition,
  accountId: string | undefined,
): Iterable<Refusal> {
  const { type, uri = "", credentials } = integration;
  if (credentials === CALLER) {
    // Developer guide, x-amazon-apigateway-integration object: the caller is known where the method's authorization is AWS_IAM.
    if (authorization.type !== "AWS_IAM")
      yield {
        path,
        message: `passes the caller's identity on, and the route's authorization is ${authorization.type}. Make it AWS_IAM, or give a role.`,
        // Reported: https://github.com/amazon-archives/aws-apigateway-importer/issues/4.
        aws: "AWS_IAM Auth type is required for AWS integrations with identity forwarding specified",
      };
    if (definition.policy !== undefined)
      yield {
        path,
        message: "passes the caller's identity on, and the API has a resource policy. Give a role, or leave out the policy.",
        // Seen: CreateDeployment.
        aws: "Caller provided credentials not allowed when resource policy is set",
      };
  } else if (credentials !== undefined && type !== "MOCK") yield* checkRole(path, credentials, accountId);
  else if (credentials === undefined && (type === "AWS" || type === "AWS_PROXY") && isOtherService(uri))
    yield {
      path,
      message: "is missing. A service other than Lambda is called with a role; give its ARN.",
      // PutIntegration, as an emulator's tests have it.
      aws: "Role ARN must be specified for AWS integrations",
    };
}

function* checkHttpUri(path: DefinitionPath, { uri, connectionType }: Integration): Iterable<Refusal> {
  const host = /^https?:\/\/([^/?#\s]+)[^\s]*$/.exec(uri ?? "")?.[1];
  // A stage variable may stand for a host, a path variable not: https://github.com/hashicorp/terraform-provider-aws/issues/23710.
  if (host !== undefined && !/[{}]/.test(host.replace(/\$\{stageVariables\.\w+\}/g, ""))) return;
  yield {
    path,
    message: `${uri === undefined ? "is missing" : `is ${JSON.stringify(uri)}`}. Give a url that begins with http:// or https:// and a host, which has no path variable.`,
    // Reported: https://github.com/aws/aws-cdk/issues/10435 and https://github.com/ustayready/fireprox/issues/37.
    aws:
      uri === undefined && connectionType === "VPC_LINK" ? "Invalid integration URI specified" : "Invalid HTTP endpoint specified for URI",
  };
}

function* checkAwsUri(path: DefinitionPath, uri: string, type: Integration["type"]): Iterable<Refusal> {
  const arn = parseArn(uri);
  // Recorded: PutIntegration.
  if (arn === undefined)
    yield {
      path,
      message: `${uri === "" ? "is missing" : `is ${JSON.stringify(uri)}`}. Give a function, or arn:<partition>:apigateway:<region>:<service>:path/… or …:action/….`,
      aws: INVALID_ARN,
    };
  else if (arn.service !== "apigateway" || !hasTarget(arn.resource))
    yield {
      path,
      message: `is ${JSON.stringify(uri)}. Write arn:<partition>:apigateway:<region>:<service>:path/… or …:action/…; for a function, give the function itself.`,
      aws: "AWS ARN for integration must contain path or action",
    };
  // https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html, uri: the region that offers the service.
  else if (arn.region === "")
    yield { path, message: `is ${JSON.stringify(uri)}, which names no region. Write arn:<partition>:apigateway:<region>:<service>:…` };
  else if (type === "AWS_PROXY" && arn.account !== "firehose" && parseInvocationUri(withoutColons(uri)) === undefined)
    yield {
      path,
      message: `is ${JSON.stringify(uri)}. Only a function's invocations and Firehose can be proxied; for another service choose type AWS.`,
      aws: "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
    };
  else if (!namesFunction(uri))
    yield {
      path,
      message: `is ${JSON.stringify(uri)}, which names no function. Write …/functions/arn:<partition>:lambda:<region>:<account>:function:<name>/…, or give the function itself.`,
      // Reported where the uri of a function stands in the place of its ARN: Terraform's invoke_arn.
      aws: "Invalid function ARN or invalid uri",
    };
}

/** Whether the ARN in an invocation's uri, if there is one, is that of a function. */
function namesFunction(uri: string): boolean {
  const { functionArn = "" } = parseInvocationUri(withoutColons(uri)) ?? {};
  if (!functionArn.startsWith("arn:")) return true;
  const arn = parseArn(functionArn);
  return arn?.service === "lambda" && arn.resource.startsWith("function:");
}

/**
 * Path or action, or a stage variable that has one: developer guide, "Stage variables reference",
 * `arn:aws:apigateway:<region>:<service>:${stageVariables.<name>}`.
 */
function hasTarget(resource: string): boolean {
  return /^(?:(?:path|action)\/|\$\{stageVariables\.)/.test(resource);
}

/** In an integration's ARN the service is where others have the account, after a subdomain if there is one. */
function isOtherService(uri: string): boolean {
  const arn = isLateValue(uri) ? undefined : parseArn(uri);
  return arn?.service === "apigateway" && hasTarget(arn.resource) && !/(?:^|\.)lambda$/.test(arn.account);
}
