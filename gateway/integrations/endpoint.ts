/** Between the integration request and the integration response of an integration that is no proxy. */
import type { Overrides } from "../../languages/velocity/index";
import type { Call } from "../call";
import type { HeaderLine } from "../types";

/** What leaves for an integration that is no proxy. */
export interface IntegrationRequest {
  readonly httpMethod: string;
  readonly uri: string;
  /** Parameters beside those of the uri's own query. */
  readonly query: readonly HeaderLine[];
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  /** What the template has set, for the integration response. */
  readonly overrides: Overrides;
}

/** What an integration that is no proxy has answered. */
export interface EndpointResponse {
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  /** The body as mappings of headers see it, where that is another. */
  readonly mappedBody?: Buffer;
  /** What selection patterns are matched against: a status, or a function's error message; undefined selects the default response. */
  readonly selection: string | undefined;
}

/** What answers an integration request. */
export type Endpoint = (request: IntegrationRequest, call: Call) => Promise<EndpointResponse>;
