import type { Quotas, WarningRule } from "../../definition/index";

/** What the rules have to know besides the API. */
export interface RuleArgs {
  /** Quotas that AWS has raised for the account; those that are not named are AWS's own. @default AWS's own */
  readonly quotas?: Partial<Quotas>;
  /** Names of warnings that are not given, `open-routes` among them. @default none */
  readonly suppressWarnings?: readonly WarningRule[];
}
