import type { LambdaService } from "../lambda/index";
import type { Cloud } from "../program/index";
import { listenOn } from "../server/listen";
import type { Callers } from "./callers";
import { createServicesDoor } from "./door";
import { type Endpoints, endpointVariables } from "./endpoints";
import { createInvokeApi } from "./invoke-api";

export { type Callers, createCallers } from "./callers";
export type { Endpoints } from "./endpoints";
export { createInvokeApi, type InvokeApi, withInvokeApi } from "./invoke-api";

export interface Services {
  /** The variables by which functions find them. */
  readonly variables: Readonly<Record<string, string>>;
  close(): void;
}

export interface ServicesOptions {
  readonly callers: Callers;
  readonly cloud: Cloud;
  /** Those that run, and those that the user has. */
  readonly endpoints: Endpoints;
  readonly invoke: LambdaService["invoke"];
  readonly log: (line: string) => void;
}

/** What functions reach of AWS: by their endpoints those that there are, by a door that says so those that there are not. */
export async function startServices({ callers, cloud, endpoints, invoke, log }: ServicesOptions): Promise<Services> {
  const door = createServicesDoor({ callers, invokeApi: createInvokeApi(invoke, cloud), log }).unref();
  const port = await listenOn(door, "127.0.0.1", 0);
  return {
    variables: { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, ...endpointVariables(endpoints, cloud.region) },
    close() {
      door.close();
      door.closeAllConnections();
    },
  };
}
