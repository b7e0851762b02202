import type { KnownGatewayResponseType } from "../definition/index";
import type { StepKind } from "./trace/index";

/** What the thrower knows beyond the type. */
export interface FaultDetails {
  /** Instead of the type's own message; null is a null. */
  readonly message?: string | null;
  /** Instead of the type's own status, where the API sets none. */
  readonly status?: number;
  /** Instead of the type's own `x-amzn-ErrorType`. */
  readonly errorType?: string;
  /** Whether the client gets the trace header, where the type's own habit is another. */
  readonly traced?: boolean;
  /** Whether the API's own gateway responses do not apply. @default false */
  readonly bare?: true;
  /** `$context.error.validationErrorString`. */
  readonly validationErrors?: readonly string[];
  /** A line for the execution log. */
  readonly log?: string;
  /** The step that ends the request, where the type does not tell. */
  readonly step?: StepKind;
}

/** Ends a request with the gateway response of its type. */
export class Fault extends Error {
  constructor(
    readonly type: KnownGatewayResponseType,
    readonly details: FaultDetails = {},
  ) {
    super(details.message ?? type);
    this.name = "Fault";
  }
}
