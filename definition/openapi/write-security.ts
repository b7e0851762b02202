import type { ApiDefinition, Authorizer, JsonObject, JwtConfiguration, Route } from "../types";
import { extension } from "./names";
import { mapSorted, withoutEmpty } from "./write-operation";

/** Names of the schemes of a document that are no authorizers. */
export interface SchemeNames {
  readonly iam: string;
  readonly apiKey: string;
}

/** Names as in API Gateway's own export, unless an authorizer has them. */
export function schemeNames({ authorizers }: ApiDefinition): SchemeNames {
  return { iam: unused("sigv4", authorizers), apiKey: unused("api_key", authorizers) };
}

/** The security schemes that the routes ask for, and every authorizer. */
export function writeSecuritySchemes(
  { authorizers, routes }: ApiDefinition,
  names: SchemeNames,
  writeAuthorizer: (authorizer: Authorizer) => JsonObject,
): JsonObject {
  const all = Object.values(routes);
  return {
    ...(all.some(({ authorization }) => authorization.type === "AWS_IAM") && {
      [names.iam]: { type: "apiKey", name: "Authorization", in: "header", [extension.authtype]: "awsSigv4" },
    }),
    ...(all.some(({ apiKeyRequired }) => apiKeyRequired) && { [names.apiKey]: { type: "apiKey", name: "x-api-key", in: "header" } }),
    ...mapSorted(authorizers, writeAuthorizer),
  };
}

/** The schemes that a route asks for all together, each with its scopes. */
export function requirementsOf(
  { authorization, apiKeyRequired }: Route,
  names: SchemeNames,
): [scheme: string, scopes: readonly string[]][] {
  const requirements: [string, readonly string[]][] = [];
  if (authorization.type === "AWS_IAM") requirements.push([names.iam, []]);
  if ("authorizer" in authorization) requirements.push([authorization.authorizer, "scopes" in authorization ? authorization.scopes : []]);
  if (apiKeyRequired) requirements.push([names.apiKey, []]);
  return requirements;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
export function writeAuthorizer(authorizer: Authorizer): JsonObject {
  const { authorizerUri, authorizerCredentials, identityValidationExpression, authorizerResultTtlInSeconds } = authorizer;
  const isRequest = authorizer.type === "REQUEST";
  const isJwt = authorizer.type === "JWT";
  const readsHeader = authorizer.type === "TOKEN" || authorizer.type === "COGNITO_USER_POOLS";
  return {
    type: "apiKey",
    // The guide's own word for a REQUEST authorizer, whose identity sources are its own.
    name: isRequest ? "Unused" : (authorizer.identitySource[0]?.replace("method.request.header.", "") ?? "Authorization"),
    in: "header",
    [extension.authtype]: authorizer.type === "TOKEN" || isRequest ? "custom" : authorizer.type.toLowerCase(),
    [extension.authorizer]: withoutEmpty({
      type: authorizer.type.toLowerCase(),
      authorizerUri,
      authorizerCredentials,
      identitySource: readsHeader ? undefined : authorizer.identitySource.join(", ") || undefined,
      identityValidationExpression,
      authorizerResultTtlInSeconds: isJwt ? undefined : authorizerResultTtlInSeconds,
      providerARNs: authorizer.providerArns,
      jwtConfiguration: authorizer.jwtConfiguration && writeJwtConfiguration(authorizer.jwtConfiguration),
    }),
  };
}

function writeJwtConfiguration({ issuers, defaultAlgorithms }: JwtConfiguration): JsonObject {
  return {
    issuers: issuers.map(({ issuer, audiences, additionalClaims }) => ({
      issuer,
      audiences,
      ...withoutEmpty({ additionalClaims: additionalClaims.map((claim) => ({ ...claim })) }),
    })),
    defaultAlgorithms,
  };
}

function unused(name: string, authorizers: ApiDefinition["authorizers"]): string {
  return Object.hasOwn(authorizers, name) ? unused(`${name}_`, authorizers) : name;
}
