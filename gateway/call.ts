/** What the steps hand on to each other. */
import type { JsonObject, Route } from "../definition/index";
import type { Context } from "./context";
import type { Fault } from "./fault";
import type { Invocation } from "./steps/parse-request";
import type { Recorder } from "./trace/index";
import type { HeaderLine, HttpRequest } from "./types";
import type { TraceHeader } from "./x-ray";

/** One request on its way through the steps. */
export interface Call {
  /** As it came in. */
  readonly request: HttpRequest;
  readonly invocation: Invocation;
  /** Undefined before routing. */
  readonly route: Route | undefined;
  /** Not decoded; empty before routing. */
  readonly pathParameters: ReadonlyMap<string, string>;
  /** The stage's, overlaid by the canary's where it answers. */
  readonly stageVariables: ReadonlyMap<string, string>;
  readonly context: Context;
  readonly xray: TraceHeader;
  readonly trace: Recorder;
  readonly measures: Measures;
  /** The claims of a JWT authorizer's token, which a proxy function gets as they are. */
  readonly claims?: JsonObject;
  /** The API key that an authorizer gave. */
  readonly usageIdentifierKey?: string;
}

/** What is known of each phase once it has ended, for the access log. */
export interface Measures {
  integrationStatus?: string;
  /** Milliseconds; of a stream to its headers until it ends, then to its end. */
  integrationLatency?: number;
  /** Milliseconds, of a stream. */
  timeToAllHeaders?: number;
  timeToFirstContent?: number;
  /** Milliseconds that the integration's function itself ran. */
  functionDuration?: number;
  /** The id that a service of AWS gave the integration's request. */
  endpointRequestId?: string;
  /** Of a caller's signature. */
  authenticate?: Phase;
  /** Of an authorizer. */
  authorizer?: Phase;
  /** Of the policies that count for a caller. */
  authorize?: Phase;
  /** The invocation of a Lambda authorizer. */
  authorizerFunction?: { readonly status: string; readonly latency: number; readonly requestId?: string };
}

/** How one phase of letting a caller in ended. */
export interface Phase {
  readonly status: number;
  /** Milliseconds. */
  readonly latency: number;
  readonly error?: string;
}

/** The answer of a route or of a fault, before the gateway's own headers. */
export interface Reply {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer | AsyncIterable<Uint8Array>;
  /** Whether the client gets `X-Amzn-Trace-Id`. */
  readonly traced: boolean;
  /** What ended the request, where a fault did. */
  readonly fault?: Fault;
}
