/**
 * What the parameter mappings of an integration give:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html
 */
import type { Route } from "../definition/index";
import type { Call } from "./call";
import { Fault } from "./fault";
import { REFUSED_MAPPINGS } from "./headers";
import { compileSource, type Source } from "./mapping";
import type { HeaderLine } from "./types";
import { substitutePath, substituteStageVariables } from "./uri";

/** What the parameter mappings of an integration give for one request. */
export interface MappedParameters {
  readonly path: ReadonlyMap<string, string>;
  readonly query: readonly HeaderLine[];
  readonly headers: readonly HeaderLine[];
}

/** Compiles the parameter mappings of an integration; a mapping to a header that API Gateway keeps for itself is a fault. */
export function compileParameters({ integration }: Route): (call: Call) => MappedParameters {
  const mappings = Object.entries(integration.requestParameters).map(([target, expression]) => compileMapping(target, expression));
  if (mappings.length === 0) return () => UNMAPPED;
  return (call) => {
    const mapped = mappings.flatMap(({ place, name, source }) => valuesOf(source({ call })).map((value) => ({ place, name, value })));
    const linesOf = (place: string): HeaderLine[] =>
      mapped.filter((one) => one.place === place).map(({ name, value }) => [name, value] as const);
    const headers = linesOf("header");
    const refused = headers.find(([name]) => REFUSED_MAPPINGS[integration.type]?.has(name.toLowerCase()));
    if (refused !== undefined) {
      const log = `Execution failed due to configuration error: ${refused[0]} header already present`;
      throw new Fault("API_CONFIGURATION_ERROR", { log, traced: false });
    }
    return { path: new Map(linesOf("path")), query: linesOf("querystring"), headers };
  };
}

const UNMAPPED: MappedParameters = { path: new Map(), query: [], headers: [] };

/** The integration's uri with path parameters and stage variables filled in. */
export function renderUri(uri: string, path: ReadonlyMap<string, string>, { stageVariables }: Call): string {
  return substituteStageVariables(substitutePath(uri, path), stageVariables);
}

/** The method that the integration is sent: ANY, or none, stands for the client's. */
export function integrationMethod({ integration: { httpMethod } }: Route, { invocation }: Call): string {
  return httpMethod === undefined || httpMethod === "ANY" ? invocation.httpMethod : httpMethod;
}

function compileMapping(target: string, expression: string): { readonly place: string; readonly name: string; readonly source: Source } {
  const [, place = "", name = ""] = /^integration\.request\.([a-z]+)\.(.+)$/.exec(target) ?? [];
  return { place, name, source: compileSource(expression) };
}

// LocalStack, tried on AWS: a source that is missing or empty maps nothing.
function valuesOf(value: ReturnType<Source>): readonly string[] {
  return (value === undefined ? [] : typeof value === "string" ? [value] : value).filter((text) => text !== "");
}
