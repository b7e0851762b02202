import type { LogEntry } from "./provider/account";
import { DEPLOYMENT, deploymentsOf, STAGE } from "./provider/kinds/api-gateway";
import { PERMISSION } from "./provider/kinds/lambda";
import { REST_API } from "./provider/kinds/rest-api";
import { isProperties, type Properties, text } from "./provider/properties";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
/** What stands for ANY: one that reads and one that writes. */
const METHODS_OF_ANY = ["GET", "DELETE"];

/** The calls after which a stage answered by a deployment with a route that API Gateway was not allowed to invoke, each with the route. */
export function unpermittedRoutes(log: readonly LogEntry[]): readonly string[] {
  const cloud = new Cloud();
  return log.flatMap((entry) => {
    if (entry.refused !== undefined) return [];
    cloud.apply(entry);
    return cloud.unpermitted().map((route) => `after ${entry.call} ${entry.type} ${entry.name}: ${route}`);
  });
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly functionArn: string;
  readonly credentials: string | undefined;
}

/** What of an account decides who may invoke what. */
class Cloud {
  readonly #bodies = new Map<string, readonly Route[]>();
  readonly #deployments = new Map<string, readonly Route[]>();
  readonly #stages = new Map<string, Properties>();
  readonly #permissions = new Map<string, Properties>();
  readonly #rolePolicies = new Map<string, Properties>();

  apply({ call, type, id, inputs }: LogEntry): void {
    const restApi = text(inputs, "restApi");
    if (type === REST_API) call === "delete" ? this.#bodies.delete(id) : this.#bodies.set(id, routesOf(text(inputs, "body")));
    if (type === DEPLOYMENT && call === "create") this.#deployments.set(`${restApi} ${id}`, this.#bodies.get(restApi) ?? []);
    if (type === STAGE) put(this.#stages, call, id, inputs);
    if (type === PERMISSION) put(this.#permissions, call, `${text(inputs, "function")} ${text(inputs, "qualifier")} ${id}`, inputs);
    if (type === ROLE_POLICY) put(this.#rolePolicies, call, id, inputs);
  }

  unpermitted(): readonly string[] {
    return [...this.#stages.values()].flatMap((stage) =>
      deploymentsOf(stage).flatMap((deployment) =>
        (this.#deployments.get(`${text(stage, "restApi")} ${deployment}`) ?? [])
          .flatMap((route) => (route.method === "ANY" ? METHODS_OF_ANY.map((method) => ({ ...route, method })) : [route]))
          .filter((route) => !this.#mayInvoke(stage, route))
          .map(({ method, path }) => `${text(stage, "stageName")} ${method} ${path} of ${deployment}`),
      ),
    );
  }

  #mayInvoke(stage: Properties, { method, path, functionArn, credentials }: Route): boolean {
    const [fn, qualifier] = resolved(functionArn, stage).split(":").slice(6);
    if (credentials !== undefined)
      return [...this.#rolePolicies.values()].some(
        (policy) => credentials.endsWith(`/${text(policy, "role")}`) && text(policy, "policy").includes(functionArn),
      );
    const request = `/${text(stage, "stageName")}/${method}${path}`;
    return [...this.#permissions.values()].some(
      (statement) =>
        text(statement, "function").split(":").at(-1) === fn &&
        text(statement, "qualifier") === (qualifier ?? "") &&
        isLike(`:${text(stage, "restApi")}${request}`, text(statement, "sourceArn").replace(/^(?:[^:]*:){5}/, ":")),
    );
  }
}

function put(resources: Map<string, Properties>, call: LogEntry["call"], id: string, inputs: Properties): void {
  if (call === "delete") resources.delete(id);
  else resources.set(id, inputs);
}

/** The routes of a document that invoke a function. */
function routesOf(body: string): readonly Route[] {
  const { paths } = Object(JSON.parse(body));
  return Object.entries<Properties>(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => {
      const integration = isProperties(operation) ? operation["x-amazon-apigateway-integration"] : undefined;
      const functionArn = isProperties(integration)
        ? /\/functions\/(arn:.+)\/(?:response-streaming-)?invocations$/.exec(text(integration, "uri"))?.[1]
        : undefined;
      if (!isProperties(integration) || functionArn === undefined) return [];
      const credentials = integration["credentials"] === undefined ? undefined : text(integration, "credentials");
      return [{ method: method === "x-amazon-apigateway-any-method" ? "ANY" : method.toUpperCase(), path, functionArn, credentials }];
    }),
  );
}

function resolved(functionArn: string, stage: Properties): string {
  const variables = isProperties(stage["variables"]) ? stage["variables"] : {};
  return functionArn.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name) => text(variables, name));
}

/** ArnLike, whose star lets slashes pass: IAM user guide, "IAM JSON policy elements: Condition operators". */
function isLike(value: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[^\w]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(value);
}
