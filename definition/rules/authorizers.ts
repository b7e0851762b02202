import { patternProblem } from "../../languages/regexp/index";
import { parseInvocationUri } from "../lambda-uri";
import { isLateValue } from "../late-values";
import { LONGEST_TTL } from "../limits";
import { AUTHORIZER_TYPES } from "../tables/index";
import type { ApiDefinition, Authorizer } from "../types";
import type { Account } from "./account";
import { checkRole, parseArn, withoutColons } from "./arns";
import { isIdentitySource } from "./expressions";
import { checkJwt } from "./jwt";
import { type DefinitionPath, enumerationError, isExcluded, isOneOf, type Refusal } from "./refusal";

/** What is wrong with the authorizers: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html */
export function* checkAuthorizers({ authorizers }: ApiDefinition, { accountId }: Account): Iterable<Refusal> {
  for (const [name, authorizer] of Object.entries(authorizers)) {
    const path = ["authorizers", name];
    const { type, authorizerResultTtlInSeconds: ttl, authorizerCredentials, identityValidationExpression } = authorizer;
    if (name.trim() === "") yield { path, message: "has no name; give it one." };
    if (isExcluded(AUTHORIZER_TYPES, type))
      yield {
        path: [...path, "type"],
        message: `is ${JSON.stringify(type)}. Give one of ${AUTHORIZER_TYPES.join(", ")}.`,
        aws: enumerationError(type, "createAuthorizerInput.type", AUTHORIZER_TYPES),
      };
    if (type === "COGNITO_USER_POOLS") yield* checkProviders([...path, "providerArns"], authorizer);
    else if (type === "JWT") yield* checkJwt(path, authorizer);
    else if (isOneOf(AUTHORIZER_TYPES, type)) yield* checkAuthorizerUri([...path, "authorizerUri"], authorizer);
    if (authorizerCredentials !== undefined) yield* checkRole([...path, "authorizerCredentials"], authorizerCredentials, accountId);
    if (!Number.isInteger(ttl) || ttl < 0 || ttl > LONGEST_TTL)
      yield {
        path: [...path, "authorizerResultTtlInSeconds"],
        message: `is ${ttl}. Give whole seconds from 0, for no caching, to ${LONGEST_TTL}.`,
        // Reported: https://github.com/badmintoncryer/cdk-preflight, pf-apigw-authorizer-ttl-range.
        aws: "Authorizer result TTL outside allowable range. TTL must be between 0 and 3600 seconds.",
      };
    yield* checkIdentitySource([...path, "identitySource"], authorizer);
    const problem =
      identityValidationExpression === undefined || isLateValue(identityValidationExpression)
        ? undefined
        : patternProblem(identityValidationExpression);
    if (problem !== undefined)
      yield {
        path: [...path, "identityValidationExpression"],
        message: `is ${JSON.stringify(identityValidationExpression)}, which is no regular expression: ${problem}.`,
      };
  }
}

function* checkAuthorizerUri(path: DefinitionPath, { type, authorizerUri: uri }: Authorizer): Iterable<Refusal> {
  if (
    uri !== undefined &&
    (isLateValue(uri) || (parseArn(uri) !== undefined && parseInvocationUri(withoutColons(uri))?.streaming === false))
  )
    return;
  yield {
    path,
    message: `${uri === undefined ? `is missing; a ${type} authorizer needs a function` : `is ${JSON.stringify(uri)}`}. Write arn:<partition>:apigateway:<region>:lambda:path/2015-03-31/functions/<function ARN>/invocations, the partition being that of the region.`,
    // Reported: CreateAuthorizer.
    aws: `Invalid Authorizer URI: ${uri ?? "null"}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`,
  };
}

function* checkProviders(path: DefinitionPath, { providerArns }: Authorizer): Iterable<Refusal> {
  // Reported: https://github.com/badmintoncryer/cdk-preflight, pf-apigw-cognito-authorizer-provider-arns.
  if (providerArns.length === 0)
    yield { path, message: "is empty; give the ARN of at least one user pool.", aws: "ProviderARNs cannot be empty" };
  for (const [index, arn] of providerArns.entries())
    if (!isLateValue(arn) && parseArn(arn)?.service !== "cognito-idp")
      yield {
        path: [...path, index],
        message: `is ${JSON.stringify(arn)}. Give the ARN of a user pool, arn:aws:cognito-idp:<region>:<account>:userpool/<id>.`,
      };
}

function* checkIdentitySource(path: DefinitionPath, { type, identitySource, authorizerResultTtlInSeconds }: Authorizer): Iterable<Refusal> {
  if (type === "REQUEST") {
    if (identitySource.length === 0 && authorizerResultTtlInSeconds > 0)
      yield {
        path,
        message: "is empty, by which results cannot be cached. Name a source, or set authorizerResultTtlInSeconds to 0.",
        aws: "For the REQUEST authorizer, this is required when authorization caching is enabled.",
      };
  } else if (
    isOneOf(AUTHORIZER_TYPES, type) &&
    (identitySource.length !== 1 || !/^method\.request\.header\./.test(identitySource[0] ?? ""))
  )
    yield {
      path,
      message: `is ${identitySource.join(", ") || "empty"}. A ${type} authorizer reads its token from one header, method.request.header.<name>.`,
      // Reported: https://github.com/badmintoncryer/cdk-preflight, pf-apigw-token-authorizer-identity-source.
      ...(identitySource.length === 0 && { aws: "IdentitySource cannot be empty" }),
    };
  for (const [index, source] of identitySource.entries())
    if (!isIdentitySource(source))
      yield {
        path: [...path, index],
        message: `is ${JSON.stringify(source)}. Write method.request.{header,querystring}.<name>, context.<name> or stageVariables.<name>.`,
        // Reported: https://github.com/badmintoncryer/cdk-preflight, pf-apigw-request-authorizer-identity-source.
        aws: `Invalid request identity source expression: ${source}`,
      };
}
