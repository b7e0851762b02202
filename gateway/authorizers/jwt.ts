/** JWT authorizers: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer.html */
import type { Authorizer as Definition, JsonObject, JwtAdditionalClaim, JwtIssuer } from "../../definition/index";
import { Fault } from "../fault";
import type { GatewayOptions } from "../types";
import type { Authorizer } from "./authorized";
import { compileTokenClaims, refused, scopesOf } from "./token-claims";

/** Compiles an authorizer by OpenID providers for the methods that ask for these scopes. */
export function compileJwt(definition: Definition, scopes: readonly string[], options: GatewayOptions): Authorizer {
  const { issuers = [], defaultAlgorithms = [] } = definition.jwtConfiguration ?? {};
  const trusted = { issuers: issuers.map(({ issuer }) => issuer), algorithms: defaultAlgorithms };
  const claimsOf = compileTokenClaims(definition, trusted, options);
  return async (call) => {
    const claims = await claimsOf(call);
    if (typeof claims["iat"] === "number" && claims["iat"] * 1000 > options.clock()) throw refused("it was issued in the future");
    // The token of a provider that stands for another is held to the rules of any of them.
    const own = issuers.filter(({ issuer }) => issuer === claims["iss"]);
    const unmet = (own.length > 0 ? own : issuers).map((issuer) => unmetRule(claims, issuer));
    if (!unmet.includes(undefined)) throw refused(unmet.find((reason) => reason !== undefined) ?? "nobody may issue it");
    // AWS's own answer is unknown; a caller who is known and may not is refused as by other authorizers of REST APIs.
    if (scopes.length > 0 && ![...scopesOf(claims["scope"]), ...scopesOf(claims["scp"])].some((scope) => scopes.includes(scope)))
      throw new Fault("ACCESS_DENIED", { log: `The token has none of the scopes ${scopes.join(" ")}` });
    return { context: { claims: textsOf(claims) }, claims };
  };
}

/** Why a token that is genuine is not good for this issuer; undefined where it is. */
function unmetRule(claims: JsonObject, { audiences, additionalClaims }: JwtIssuer): string | undefined {
  // Of HTTP APIs it is documented that client_id counts where there is no aud; of REST APIs aud alone is named:
  // https://docs.aws.amazon.com/apigateway/latest/api/API_JwtIssuerInput.html
  const audience = [claims["aud"] ?? claims["client_id"]].flat();
  if (!audiences.some((one) => audience.includes(one)))
    return `its audience ${JSON.stringify(claims["aud"])} is none of ${audiences.join(", ")}`;
  return additionalClaims.map((claim) => unmetClaim(claims, claim)).find((reason) => reason !== undefined);
}

function unmetClaim(claims: JsonObject, { claimName, required, expectedValues }: JwtAdditionalClaim): string | undefined {
  const value = Object.hasOwn(claims, claimName) ? claims[claimName] : undefined;
  if (value === undefined) return required ? `it lacks the claim ${claimName}` : undefined;
  if (typeof value !== "string") return `its claim ${claimName} is no text`;
  return expectedValues === undefined || expectedValues.includes(value) ? undefined : `its claim ${claimName} is ${JSON.stringify(value)}`;
}

/**
 * Claims as mappings, templates and access logs see them, as JSON text in ASCII.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer-claims.html
 */
function textsOf(claims: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, asciiOf(JSON.stringify(value))]));
}

function asciiOf(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
}
