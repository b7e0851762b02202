import type { Problem } from "../problems";
import type { Method } from "../tables/index";
import type { RouteKey } from "../types";

/**
 * Who is to be allowed to invoke what. A function is named by any text; one of its aliases or versions is a function of its own, as its
 * policy is.
 */
export interface PermissionRequest {
  /** Every route of the API; those that invoke no function, or by a role, without one. */
  readonly routes: readonly { readonly method: Method; readonly path: string; readonly function?: string | undefined }[];
  readonly authorizers: readonly { readonly name: string; readonly function: string }[];
  readonly stages: readonly string[];
  /** Whether the console and test-invoke-method may invoke the functions too. */
  readonly testInvoke: boolean;
  /** What is known of the functions. */
  readonly functions?: Readonly<Record<string, FunctionPolicy>>;
  /** Bytes that the policy of one function, alias or version may have. @default 20480, AWS's quota */
  readonly limit?: number;
}

export interface FunctionPolicy {
  /** Length of the function's ARN with its qualifier. @default that of the longest unqualified ARN */
  readonly arnBytes?: number;
  /** Bytes of the statements that others have put into its policy. @default 0 */
  readonly otherBytes?: number;
}

/** One statement of a function's policy: API Gateway may invoke it from this source. */
export interface PermissionStatement {
  readonly function: string;
  /** Derived from what is allowed, so that it stays as long as that does; at most 35 characters, so that the API's id fits before it. */
  readonly statementId: string;
  /** What follows `<execution ARN>/` in the source ARN: `<stage>/<METHOD>/<resource path>`, or `authorizers/<id>`. */
  readonly source: string;
}

/** A statement that allows more than the route that it is for. */
export interface Widening {
  readonly function: string;
  readonly source: string;
  /** The policy has no room for exact statements; or ANY is a `*`, which lets slashes pass too; or an authorizer's id is not known. */
  readonly cause: "room" | "ANY" | "authorizer";
  /** The routes for which it stands. */
  readonly routes: readonly RouteKey[];
  /** What else of the API it allows to invoke the function, by name. */
  readonly alsoGrants: readonly string[];
}

export interface PermissionPlan {
  readonly statements: readonly PermissionStatement[];
  readonly widened: readonly Widening[];
  /** Functions whose statements cannot fit. */
  readonly problems: readonly Problem[];
}
