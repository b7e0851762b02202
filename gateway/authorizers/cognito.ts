/** Cognito user pools: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html */
import { arnParts, type Authorizer as Definition, type Json, type JsonObject } from "../../definition/index";
import { compilePattern } from "../../languages/regexp/index";
import { timestamp } from "../trace/index";
import type { GatewayOptions } from "../types";
import type { Authorizer } from "./authorized";
import { compileTokenClaims, refused, scopesOf } from "./token-claims";

/**
 * Compiles an authorizer by user pools for the methods that ask for these scopes: one without takes ID tokens, one with takes access
 * tokens.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
 */
export function compileCognito(definition: Definition, scopes: readonly string[], options: GatewayOptions): Authorizer {
  const issuers = definition.providerArns.map(issuerOf);
  const claimsOf = compileTokenClaims(definition, { issuers, algorithms: ["RS256"] }, options);
  // https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html: of a user pool's token it is the audience that has to match.
  const { identityValidationExpression: expression } = definition;
  const audience = expression === undefined ? undefined : compilePattern(expression);
  const use = scopes.length === 0 ? "id" : "access";
  return async (call) => {
    const claims = await claimsOf(call);
    // Another provider that stands for a user pool makes no such difference.
    if (claims["token_use"] !== use && (claims["token_use"] !== undefined || issuers.includes(String(claims["iss"]))))
      throw refused(`it is no ${use} token`);
    if (audience !== undefined && !audience.test(claimText("aud", claims["aud"] ?? "")))
      throw refused(`its audience does not match ${expression}`);
    // The same page: 401.
    if (scopes.length > 0 && !scopesOf(claims["scope"]).some((scope) => scopes.includes(scope)))
      throw refused(`it has none of the scopes ${scopes.join(" ")}`);
    return { context: { claims: textsOf(claims) } };
  };
}

/** The issuer that Cognito names in a pool's tokens. */
function issuerOf(arn: string): string {
  const { partition, region, resource } = arnParts(arn);
  return `https://cognito-idp.${region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}/${resource.replace(/^userpool\//, "")}`;
}

/** Claims as they appear in events: all texts, lists joined, the times of issue and expiry spelled out. */
function textsOf(claims: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(name, value)]));
}

function claimText(name: string, value: Json): string {
  if ((name === "exp" || name === "iat") && typeof value === "number") return timestamp(value * 1000);
  if (Array.isArray(value)) return value.join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
