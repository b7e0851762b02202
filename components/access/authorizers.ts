import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AuthorizerArguments, IdentitySource, JwtIssuerArguments, JwtSigningAlgorithm, Source } from "../../definition/index";
import type { FunctionReference } from "../references/function-reference";
import type { References } from "../references/references";

/** What every authorizer that is a function takes. */
export interface LambdaAuthorizerOptions {
  /**
   * ARN of a role that API Gateway assumes to invoke the function.
   * @default the function's own resource policy decides, or the API's role where its `lambdaAccess` is `role`
   */
  readonly authorizerCredentials?: pulumi.Input<string>;
  /**
   * Seconds for which an answer is kept, 0 to 3600. It is kept for what the caller is known by and serves every route, so that its policy
   * has to name all that the caller may call.
   * @default 300; 0 for a REQUEST authorizer without identity sources
   */
  readonly authorizerResultTtlInSeconds?: number;
}

export interface TokenAuthorizerOptions extends LambdaAuthorizerOptions {
  /** The header that holds the token; requests without it are answered 401. @default header("Authorization") */
  readonly identitySource?: Source<"header">;
  /** Regular expression that the whole token must match; the function is not asked about others. @default any token */
  readonly identityValidationExpression?: string;
}

export interface RequestAuthorizerOptions extends LambdaAuthorizerOptions {
  /**
   * What the function decides by, `header(…)`, `query(…)`, `context(…)` and `stageVariable(…)`: answers are kept by all of them together,
   * and while they are kept, requests that lack one are answered 401.
   * @default none: the function is asked about every request
   */
  readonly identitySource?: readonly IdentitySource[];
}

/**
 * A function that is asked about the token of a request:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export function tokenAuthorizer(
  fn: FunctionReference,
  { identitySource, ...options }: TokenAuthorizerOptions = {},
): AuthorizerArguments<References> {
  return { ...options, type: "TOKEN", function: fn, ...(identitySource !== undefined && { identitySource: [identitySource] }) };
}

/**
 * A function that is asked about a request, all but its body:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export function requestAuthorizer(fn: FunctionReference, options: RequestAuthorizerOptions = {}): AuthorizerArguments<References> {
  return { ...options, type: "REQUEST", function: fn };
}

/** What an authorizer by Cognito's user pools takes. */
export interface CognitoAuthorizerOptions {
  /** The header that holds the token. @default header("Authorization") */
  readonly identitySource?: Source<"header">;
  /** Regular expression that the `aud` of a token must match. @default any */
  readonly identityValidationExpression?: string;
}

/**
 * Tokens of Cognito user pools, given by resource or ARN:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 */
export function cognitoAuthorizer(
  userPools: readonly (aws.cognito.UserPool | pulumi.Input<string>)[],
  { identitySource, ...options }: CognitoAuthorizerOptions = {},
): AuthorizerArguments<References> {
  const providerArns = userPools.map((pool) => (aws.cognito.UserPool.isInstance(pool) ? pool.arn : pool));
  return {
    ...options,
    type: "COGNITO_USER_POOLS",
    providerArns,
    ...(identitySource !== undefined && { identitySource: [identitySource] }),
  };
}

/** What an authorizer by an OpenID Connect provider takes. */
export interface JwtAuthorizerOptions {
  /** The header that holds the token, with or without `Bearer` before it. @default header("Authorization") */
  readonly identitySource?: Source<"header">;
  /** Signing algorithms that are accepted, `RS256` to `ES512`. @default RS256, which every OpenID provider has */
  readonly defaultAlgorithms?: readonly JwtSigningAlgorithm[];
}

/**
 * Tokens of any OpenID Connect provider, which API Gateway verifies by the keys that the provider publishes: no function is asked.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer.html
 */
export function jwtAuthorizer(
  issuers: readonly JwtIssuerArguments<References>[],
  { identitySource, defaultAlgorithms }: JwtAuthorizerOptions = {},
): AuthorizerArguments<References> {
  return {
    type: "JWT",
    jwtConfiguration: { issuers, ...(defaultAlgorithms !== undefined && { defaultAlgorithms }) },
    ...(identitySource !== undefined && { identitySource: [identitySource] }),
  };
}
