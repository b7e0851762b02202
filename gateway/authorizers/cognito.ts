/** Cognito user pools: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html */
import type { Authorizer as Definition, Json, JsonObject } from "../../definition/index";
import { compilePattern } from "../../languages/regexp/index";
import { Fault } from "../fault";
import { headerValue } from "../headers";
import { createTokenVerifier } from "../token/index";
import { timestamp } from "../trace/index";
import type { GatewayOptions } from "../types";
import type { Authorizer } from "./authorized";

/** Compiles an authorizer by user pools for the methods that ask for these scopes. */
export function compileCognito(
  { identitySource, identityValidationExpression, providerArns }: Definition,
  scopes: readonly string[],
  { jsonWebKeys, clock }: GatewayOptions,
): Authorizer {
  const verify = createTokenVerifier(
    providerArns.flatMap((arn) => (jsonWebKeys[arn] === undefined ? [] : [{ arn, jsonWebKeys: jsonWebKeys[arn] }])),
  );
  // https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html: of a user pool's token it is the audience that has to match.
  const audience = identityValidationExpression === undefined ? undefined : compilePattern(identityValidationExpression);
  const header = (identitySource[0] ?? "Authorization").replace(/^method\.request\.header\./, "");
  return async ({ invocation }) => {
    const token = headerValue(invocation.headers, header)?.replace(/^Bearer +/i, "");
    if (token === undefined || token === "") throw new Fault("UNAUTHORIZED");
    const result = verify(token, { scopes, now: clock() });
    switch (result.kind) {
      case "valid":
        if (audience !== undefined && !audience.test(claimText("aud", result.claims["aud"] ?? "")))
          throw new Fault("UNAUTHORIZED", { log: `The token's audience does not match ${identityValidationExpression}` });
        return { context: { claims: claimsOf(result.claims) } };
      case "expired":
        throw new Fault("UNAUTHORIZED", { message: "The incoming token has expired" });
      case "outOfScope": // AWS's own status is unknown
        throw new Fault("UNAUTHORIZED", { log: `The token has none of the scopes ${scopes.join(" ")}` });
      case "refused":
        throw new Fault("UNAUTHORIZED", { log: `The token is refused: ${result.reason}` });
    }
  };
}

/** Claims as they appear in events: all texts, lists joined, the times of issue and expiry spelled out. */
function claimsOf(claims: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(name, value)]));
}

function claimText(name: string, value: Json): string {
  if ((name === "exp" || name === "iat") && typeof value === "number") return timestamp(value * 1000);
  if (Array.isArray(value)) return value.join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
