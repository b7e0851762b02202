/** From what a user writes of authorizers to their definition. */
import type { Named } from "./arguments";
import type { AuthorizationArguments, AuthorizerArguments, IdentitySource } from "./arguments/access";
import { DEFAULT_TTL } from "./limits";
import type { Authorization, Authorizer } from "./types";
import { whole } from "./whole";

/** The authorizer that these arguments mean. */
export function defineAuthorizer(args: AuthorizerArguments<Named>): Authorizer {
  const { type, function: authorizerUri, authorizerCredentials, identityValidationExpression } = args;
  const identitySource = args.identitySource?.map(expressionOf) ?? (type === "REQUEST" ? [] : ["method.request.header.Authorization"]);
  // Without an identity there is nothing that a result could be kept by.
  const ttl = type === "REQUEST" && identitySource.length === 0 ? 0 : DEFAULT_TTL;
  return whole<Authorizer>({
    type,
    authorizerUri,
    authorizerCredentials,
    identitySource,
    identityValidationExpression,
    authorizerResultTtlInSeconds: args.authorizerResultTtlInSeconds ?? ttl,
    providerArns: args.providerArns ?? [],
  });
}

/** What a route asks of its caller, where the API has these authorizers; one that it has not is left to the rules. */
export function defineAuthorization(
  args: AuthorizationArguments<string> = "NONE",
  authorizers: Readonly<Record<string, AuthorizerArguments<Named>>> = {},
): Authorization {
  if (typeof args === "string") return { type: args };
  const { authorizer, scopes } = args;
  const { type } = (Object.hasOwn(authorizers, authorizer) ? authorizers[authorizer] : undefined) ?? {};
  // Scopes are kept for any authorizer, so that the rules refuse those of a function.
  return type === "COGNITO_USER_POOLS" || scopes !== undefined
    ? { type: "COGNITO_USER_POOLS", authorizer, scopes: scopes ?? [] }
    : { type: "CUSTOM", authorizer };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
function expressionOf({ $source, name }: IdentitySource): string {
  return $source === "header" || $source === "querystring" ? `method.request.${$source}.${name}` : `${$source}.${name}`;
}
