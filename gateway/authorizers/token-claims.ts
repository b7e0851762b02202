/** The claims of a verified token, for authorizers that look at tokens themselves. */
import type { Authorizer as Definition, JsonObject } from "../../definition/index";
import type { Call } from "../call";
import { Fault } from "../fault";
import { headerValue } from "../headers";
import { verifyToken } from "../token/index";
import type { GatewayOptions } from "../types";

/** Whose tokens are taken, and how they are signed. */
export interface Trusted {
  readonly issuers: readonly string[];
  readonly algorithms: readonly string[];
}

/** Compiles the reading of the token in an authorizer's header; a token that is not to be trusted is a fault. */
export function compileTokenClaims(
  { identitySource }: Definition,
  trusted: Trusted,
  { tokenIssuers, clock }: GatewayOptions,
): (call: Call) => Promise<JsonObject> {
  const header = (identitySource[0] ?? "Authorization").replace(/^method\.request\.header\./, "");
  return async ({ invocation }) => {
    const token = headerValue(invocation.headers, header)?.replace(/^Bearer +/i, "");
    if (token === undefined || token === "") throw new Fault("UNAUTHORIZED");
    const result = await verifyToken(token, { ...trusted, now: clock() }, tokenIssuers);
    switch (result.kind) {
      case "valid":
        return result.claims;
      case "expired":
        throw new Fault("UNAUTHORIZED", { message: "The incoming token has expired" });
      case "refused":
        throw refused(result.reason);
      case "unverifiable": // AWS's own answer is unknown
        throw new Fault("AUTHORIZER_FAILURE", { log: `The token cannot be verified: ${result.reason}` });
    }
  };
}

/** A token that is refused for what it says. */
export function refused(reason: string): Fault {
  return new Fault("UNAUTHORIZED", { log: `The token is refused: ${reason}` });
}

/** The scopes of an access token, written as OAuth has it (RFC 9068) or as a list. */
export function scopesOf(claim: JsonObject[string] | undefined): readonly string[] {
  if (typeof claim === "string") return claim.split(" ");
  return Array.isArray(claim) ? claim.map(String) : [];
}
