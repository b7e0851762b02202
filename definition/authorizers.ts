/** From what a user writes of authorizers to their definition. */
import type { ApiArguments, Named } from "./arguments";
import type { AuthorizationArguments, AuthorizerArguments, IdentitySource, JwtConfigurationArguments } from "./arguments/access";
import { DEFAULTS } from "./defaults";
import { mapRecord } from "./map-record";
import type { Places } from "./places";
import type { Authorization, Authorizer, JwtAdditionalClaim, JwtConfiguration } from "./types";
import { whole } from "./whole";

/** The authorizers that these arguments mean, by name. */
export function defineAuthorizers(args: ApiArguments<Named>["authorizers"] = {}, places: Places): Readonly<Record<string, Authorizer>> {
  for (const [name, { identitySource }] of Object.entries(args)) {
    const at = ["authorizers", name];
    places.moved([...at, "authorizerUri"], [...at, "function"]);
    if (identitySource === undefined) places.made([...at, "identitySource"], at);
  }
  return mapRecord(args, defineAuthorizer);
}

function defineAuthorizer(args: AuthorizerArguments<Named>): Authorizer {
  const { type, function: authorizerUri, authorizerCredentials, identityValidationExpression } = args;
  const identitySource = args.identitySource?.map(expressionOf) ?? (type === "REQUEST" ? [] : [DEFAULTS.identitySource]);
  // Without an identity there is nothing that a result could be kept by, and tokens are verified each time.
  const ttl = (type === "REQUEST" && identitySource.length === 0) || type === "JWT" ? 0 : DEFAULTS.authorizerResultTtlInSeconds;
  return whole<Authorizer>({
    type,
    authorizerUri,
    authorizerCredentials,
    identitySource,
    identityValidationExpression,
    authorizerResultTtlInSeconds: args.authorizerResultTtlInSeconds ?? ttl,
    providerArns: args.providerArns ?? [],
    jwtConfiguration: args.jwtConfiguration && defineJwtConfiguration(args.jwtConfiguration),
  });
}

function defineJwtConfiguration({ issuers, defaultAlgorithms }: JwtConfigurationArguments<Named>): JwtConfiguration {
  return {
    issuers: issuers.map(({ issuer, audiences, additionalClaims = [] }) => ({
      issuer,
      audiences,
      additionalClaims: additionalClaims.map(({ claimName, required = false, expectedValues }) =>
        whole<JwtAdditionalClaim>({ claimName, format: "SINGLE_STRING", required, expectedValues }),
      ),
    })),
    defaultAlgorithms: defaultAlgorithms ?? DEFAULTS.jwtAlgorithms,
  };
}

/** What a route asks of its caller, where the API has these authorizers; one that it has not is left to the rules. */
export function defineAuthorization(
  args: AuthorizationArguments<string> = DEFAULTS.authorization,
  authorizers: Readonly<Record<string, AuthorizerArguments<Named>>> = {},
): Authorization {
  if (typeof args === "string") return { type: args };
  const { authorizer, scopes } = args;
  const { type } = (Object.hasOwn(authorizers, authorizer) ? authorizers[authorizer] : undefined) ?? {};
  if (type === "JWT") return { type: "JWT", authorizer, scopes: scopes ?? [] };
  // Scopes are kept for any authorizer, so that the rules refuse those of a function.
  return type === "COGNITO_USER_POOLS" || scopes !== undefined
    ? { type: "COGNITO_USER_POOLS", authorizer, scopes: scopes ?? [] }
    : { type: "CUSTOM", authorizer };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
function expressionOf({ $source, name }: IdentitySource): string {
  return $source === "header" || $source === "querystring" ? `method.request.${$source}.${name}` : `${$source}.${name}`;
}
