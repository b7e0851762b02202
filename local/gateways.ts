import {
  type Computing,
  createGateway,
  type Gateway,
  type GatewayOptions,
  type SendHttp,
  type ServiceEndpoint,
  type TokenIssuers,
  type Usage,
} from "../gateway/index";
import type { EnvironmentState, LambdaService } from "./lambda/index";
import type { Cloud } from "./program/index";
import { randomBytes } from "./random-bytes";
import type { LocalApi, LocalResources, LocalStage } from "./resources/index";
import { entering } from "./vpc-endpoints";

/** One stage of one API, ready to answer. */
export interface ServedStage {
  readonly api: LocalApi;
  readonly stage: string;
  readonly gateway: Gateway;
}

export interface GatewayPorts {
  readonly invoke: LambdaService["invoke"];
  readonly send: SendHttp;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** What the environments of a function do at the moment. */
  readonly environments: (functionArn: string) => readonly EnvironmentState[];
  /** Whether a debugger is attached to a function. */
  readonly debugged: () => boolean;
  /** Where DynamoDB is, if it is. */
  readonly dynamoDb: string | undefined;
  /** Where a service of AWS is, if it is. */
  readonly serviceEndpoint: ServiceEndpoint;
  /** The access key that the local services know. */
  readonly accessKeyId: string;
  readonly tokenIssuers: TokenIssuers;
  /** What the keys of usage plans have used, of whatever APIs. */
  readonly usage: Usage;
  /** Does what may take long. */
  readonly computing: Computing;
  /** Takes lines of the access logs. */
  readonly accessLog: (line: string, api: string, stage: string) => void;
}

/** A program that has run, and what its APIs reach. */
export interface Prepared {
  readonly cloud: Cloud;
  readonly resources: LocalResources;
  readonly ports: GatewayPorts;
}

/** A gateway for each stage of each API; one that cannot be made is told of, and the others are served. */
export function createGateways({ resources, cloud, ports }: Prepared, log: (line: string) => void): ServedStage[] {
  return resources.apis.flatMap((api) =>
    api.stages.flatMap((stage) => {
      try {
        return [
          { api, stage: stage.definition.name, gateway: enteredGateway(api, createGatewayOf(api, stage, { resources, cloud, ports })) },
        ];
      } catch (error) {
        log(`${api.name}/${stage.definition.name} cannot be served: ${error instanceof Error ? error.message : error}`);
        return [];
      }
    }),
  );
}

function enteredGateway(api: LocalApi, gateway: Gateway): Gateway {
  return { handle: (request) => gateway.handle(entering(request, api)) };
}

export function createGatewayOf(api: LocalApi, stage: LocalStage, { resources, cloud, ports }: Prepared): Gateway {
  return createGateway(api.definition, gatewayOptions(api, stage, { resources, cloud, ports }));
}

/** What the gateway of a stage is made with. */
export function gatewayOptions(api: LocalApi, stage: LocalStage, { resources, cloud, ports }: Prepared): GatewayOptions {
  return {
    apiId: api.id,
    accountId: cloud.accountId,
    region: api.region,
    partition: cloud.partition,
    deploymentId: stage.deploymentId,
    stage: stage.definition,
    ...(stage.canaryDeploymentId === undefined ? {} : { canaryDeployment: { id: stage.canaryDeploymentId, definition: api.definition } }),
    permissions: resources.access.permissions,
    roles: resources.access.roles,
    apiKeys: resources.apiKeys,
    usagePlans: resources.usagePlans(api.id),
    usage: ports.usage,
    credentials: resources.access.credentials,
    tokenIssuers: ports.tokenIssuers,
    invoke: ports.invoke,
    send: ports.send,
    serviceAccessKeyId: ports.accessKeyId,
    serviceEndpoint: ports.serviceEndpoint,
    clock: ports.clock,
    timer: timerOf(ports.debugged),
    computing: ports.computing,
    random: Math.random,
    randomBytes,
    accessLog: (line) => ports.accessLog(line, api.name, stage.definition.name),
  };
}

/** Time that passes while a debugger is attached does not end a request. */
function timerOf(debugged: () => boolean): GatewayOptions["timer"] {
  return (milliseconds, callback) => {
    const expire = () => {
      if (debugged()) timer = start();
      else callback();
    };
    const start = () => setTimeout(expire, milliseconds).unref();
    let timer = start();
    return () => clearTimeout(timer);
  };
}
