import type { LambdaService } from "../lambda/index";
import { type Cloud, howToGiveValue, type StoredValues } from "../program/index";
import type { LocalObject } from "../resources/index";
import { listenOn } from "../server/listen";
import type { Callers } from "./callers";
import { createServicesDoor } from "./door";
import { type Endpoints, endpointVariables } from "./endpoints";
import { startExtension } from "./extension";
import { createInvokeApi } from "./invoke-api";
import { createObjects } from "./objects";
import { parameterStore } from "./parameter-store";
import { secretsManager } from "./secrets-manager";
import type { StoredValuesOptions } from "./stored";

export { type Callers, createCallers } from "./callers";
export type { Endpoints } from "./endpoints";
export { createInvokeApi, type InvokeApi, withInvokeApi } from "./invoke-api";
export { missingValues } from "./missing-values";

export interface Services {
  /** Where those are that have no address of their own. */
  readonly endpoint: string;
  /** The variables by which functions find them. */
  readonly variables: Readonly<Record<string, string>>;
  close(): void;
}

export interface ServicesOptions {
  readonly callers: Callers;
  readonly cloud: Cloud;
  readonly objects: readonly LocalObject[];
  /** Those that run, and those that the user has. */
  readonly endpoints: Endpoints;
  readonly invoke: LambdaService["invoke"];
  /** What Parameter Store and Secrets Manager hold. */
  readonly values: StoredValues;
  readonly stack: string;
  /** Where functions expect AWS's layer for parameters and secrets. @default none has it */
  readonly extensionPorts?: readonly (number | undefined)[];
  readonly log: (line: string) => void;
}

/** What functions reach of AWS: by their endpoints those that there are, by a door that says so those that there are not. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const { callers, cloud, endpoints, invoke, values, objects, stack, extensionPorts = [], log } = options;
  const missing: StoredValuesOptions["missing"] = (kind, id, output) =>
    `there is no ${kind} ${JSON.stringify(id)} here with a value; for one to try with, not the real one, ${howToGiveValue(values.holder(kind, id), output, stack)}`;
  const stored = { parameterStore: parameterStore({ values, missing }), secretsManager: secretsManager({ values, missing }) };
  const door = createServicesDoor({
    callers,
    invokeApi: createInvokeApi(invoke, cloud),
    services: Object.values(stored),
    objects: createObjects(objects, cloud.partition),
    log,
  }).unref();
  const endpoint = `http://127.0.0.1:${await listenOn(door, "127.0.0.1", 0)}`;
  const extension = await startExtension({ callers, ...stored, ports: extensionPorts, log });
  return {
    endpoint,
    variables: { AWS_ENDPOINT_URL: endpoint, ...endpointVariables(endpoints, cloud.region), ...extension.variables },
    close() {
      door.close();
      door.closeAllConnections();
      extension.close();
    },
  };
}
