/**
 * AWS with a service other than Lambda: https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-request-basic-setup.html
 */
import { formatArn, type Route } from "../../definition/index";
import type { Call } from "../call";
import { Fault } from "../fault";
import { roleAllows } from "../policy/index";
import type { StepKind } from "../trace/index";
import type { GatewayOptions, HeaderLine } from "../types";
import { substituteStageVariables } from "../uri";
import { compileBackend, readWhole } from "./backend";
import { dynamoDbPermissions, type NeededPermission } from "./dynamodb-permissions";
import type { Endpoint, EndpointResponse, IntegrationRequest } from "./endpoint";

/** What precedes an action's name in `X-Amz-Target`; other services need the header mapped (LocalStack). */
const TARGETS = new Map([
  ["dynamodb", "DynamoDB_20120810"],
  ["kinesis", "Kinesis_20131202"],
  ["states", "AWSStepFunctions"],
]);

/** The endpoint that is a service of AWS, as far as one is run locally. */
export function compileService(route: Route, options: GatewayOptions): Endpoint {
  const send = compileBackend(route, options);
  return async (request, call) => {
    const [, region = "", service = "", kind, rest = ""] =
      /^arn:[^:]+:apigateway:([^:]+):(?:[^:]*\.)?([^:.]+):(path|action)\/(.*)$/s.exec(request.uri) ?? [];
    const endpoint = options.serviceEndpoint(service);
    if (endpoint === undefined) throw unusable(`${request.uri}: ${service || "the service"} is not run locally`);
    const [action = "", actionQuery = ""] = kind === "action" ? rest.split(/[?&](.*)/s) : [];
    const refusal = refusalOf(route, service, action || targetOf(request), request.body, call, options);
    if (refusal !== undefined) return refusal;
    const target = TARGETS.get(service);
    const outgoing = {
      ...request,
      uri:
        kind === "action" ? `${endpoint.replace(/\/$/, "")}/${actionQuery && `?${actionQuery}`}` : `${endpoint.replace(/\/$/, "")}/${rest}`,
      query: kind === "action" ? [...request.query, ["Action", action] as const] : request.query,
      headers: [
        ...request.headers,
        ...signature(service, region, options),
        ...(kind === "action" && target ? [["X-Amz-Target", `${target}.${action}`] as const] : []),
      ],
    };
    return send(outgoing, call, async (response) => ({
      headers: response.headers,
      body: await readWhole(response),
      selection: String(response.status),
    }));
  };
}

function targetOf({ headers }: IntegrationRequest): string {
  return (
    headers
      .find(([name]) => name.toLowerCase() === "x-amz-target")?.[1]
      .split(".")
      .at(-1) ?? ""
  );
}

/** What the service answers where the role may not do this; undefined where it may, or where the action is not known from the request. */
function refusalOf(
  route: Route,
  service: string,
  action: string,
  body: Buffer,
  { stageVariables, trace }: Call,
  options: GatewayOptions,
): EndpointResponse | undefined {
  const credentials = substituteStageVariables(route.integration.credentials ?? "", stageVariables);
  const role = options.roles.find(({ arn }) => arn === credentials);
  const needed = permissionsFor(service, action, body, options);
  const tell = ({ action, resource }: NeededPermission, refusal?: string) =>
    trace.add(() => ({
      kind: "permission",
      of: "integration",
      action,
      resource,
      role: credentials,
      ...(refusal !== undefined && { refusal }),
    }));
  const unusableRole = (refusal: string): Fault => {
    for (const permission of needed.slice(0, 1)) tell(permission, refusal);
    return unusable(refusal, "permission");
  };
  if (role === undefined) throw unusableRole(`There is no role ${credentials || "for this integration"}`);
  for (const permission of needed) {
    const { assumable, allowed } = roleAllows(role, permission.action, permission.resource);
    if (!assumable) throw unusableRole(`The trust policy of ${role.arn} does not let apigateway.amazonaws.com assume it`);
    if (!allowed && action !== "") return refusedBy(role.arn, permission, tell);
    tell(permission);
  }
  return undefined;
}

function refusedBy(
  role: string,
  permission: NeededPermission,
  tell: (permission: NeededPermission, refusal: string) => void,
): EndpointResponse {
  const { action, resource } = permission;
  const message = `User: ${role} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
  tell(permission, message);
  const error = JSON.stringify({ __type: "com.amazon.coral.service#AccessDeniedException", Message: message });
  return { headers: [["Content-Type", "application/x-amz-json-1.0"]], body: Buffer.from(error), selection: "400" };
}

function permissionsFor(
  service: string,
  action: string,
  body: Buffer,
  { partition, region, accountId }: GatewayOptions,
): NeededPermission[] {
  return service === "dynamodb"
    ? dynamoDbPermissions(action, body, formatArn({ partition, service: "dynamodb", region, account: accountId, resource: "" }))
    : [{ action: `${service}:${action}`, resource: "*" }];
}

/** A signature in form only: the local services want to know who asks, and check no more. */
function signature(service: string, region: string, { clock, serviceAccessKeyId }: GatewayOptions): HeaderLine[] {
  const date = new Date(clock()).toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = `${serviceAccessKeyId}/${date.slice(0, 8)}/${region}/${service}/aws4_request`;
  return [
    ["X-Amz-Date", date],
    ["Authorization", `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}`],
  ];
}

function unusable(reason: string, step: StepKind = "integrationRequest"): Fault {
  return new Fault("API_CONFIGURATION_ERROR", { step, log: `Execution failed due to configuration error: ${reason}` });
}
