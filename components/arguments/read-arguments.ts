import type * as pulumi from "@pulumi/pulumi";
import {
  type Account,
  type ApiDefinition,
  argumentPlace,
  check,
  checkApiStages,
  defineApi,
  joinOpenApi,
  lateValue,
  mapRecord,
  type OpenApiDocument,
  Places,
  type PlaceText,
  type Problem,
  present,
  type ReadApi,
  readOpenApiDocument,
  readArguments as readTypedArguments,
  type StageDefinition,
  withInvokeRole,
} from "../../definition/index";
import type { LateValues } from "../late/late-values";
import type { FunctionTarget } from "../references/function-reference";
import { type NamedArguments, nameReferences } from "./name-references";
import { functionsOf, joinsOf, knownTarget, type OpenApiGiven, settingsOf, sourceOf } from "./openapi";

/** What the arguments of an API mean, whether they are written in TypeScript or brought along as an OpenAPI document. */
export interface ReadArguments extends Pick<NamedArguments, "servicePolicies"> {
  readonly definition: ApiDefinition;
  /** Functions by the text that stands for their invocation uri. */
  readonly functions: ReadonlyMap<string, FunctionTarget>;
  /** Functions that are invoked by the API's own role. */
  readonly invokedByRole: readonly FunctionTarget[];
  /** Where its author wrote the parts of the API and of its stages, and how that is told. */
  readonly places: Places;
  readonly text: PlaceText;
  /** What an import of the document warns of. */
  readonly warnings: readonly Problem[];
  /** All that is wrong with the API and these stages of it. */
  problems(stages: readonly StageDefinition[]): readonly Problem[];
}

/** Reads an API's arguments, and keeps in `late` what of them is known only at deployment. */
export function readArguments(
  name: string,
  args: OpenApiGiven,
  account: Account,
  late: LateValues,
  component: pulumi.Resource,
): ReadArguments {
  const source = sourceOf(args, late, component);
  if (source.kind === "refused") return unreadable(name, source.problems, account);
  if (source.kind === "none") {
    const { routes = {}, authorizers: _, description: __, gatewayResponses: ___, policy: ____, vpcEndpoints: _____, ...plain } = args;
    const named = nameReferences(
      { ...referring(args), integrations: mapRecord(routes, ({ integration }) => integration) },
      late,
      component,
    );
    const written = mapRecord(routes, (route, key) => ({ ...route, integration: named.integrations[key] ?? { type: "MOCK" as const } }));
    const api = readTypedArguments(name, { ...plain, ...named.args, routes: written });
    return {
      ...invoked(api, named, args, late),
      text: ({ path }) => argumentPlace(path),
      warnings: [],
      problems: (stages) => check(api, stages, account),
    };
  }
  const document = readOpenApiDocument(source.source, settingsOf(name, args, late), joinsOf(args));
  if (document.kind === "unreadable") return unreadable(name, document.problems, account);
  const named = nameReferences({ ...referring(args), integrations: integrationsByRoute(document, args) }, late, component);
  const { cors, validationErrors } = args;
  const api = joinOpenApi(document, { ...present({ cors, validationErrors }), ...named.args, integrations: named.integrations });
  const { problems, warnings, text } = document;
  return {
    ...invoked(api, { ...named, functions: functionsOf(api.definition, named) }, args, late),
    text,
    warnings,
    problems: (stages) =>
      problems.length > 0
        ? [...problems, ...checkApiStages(stages, api.definition, account, api.places)]
        : check(api, stages, account, text),
  };
}

function referring({ authorizers, description, gatewayResponses, policy, vpcEndpoints }: OpenApiGiven) {
  return present({ authorizers, description, gatewayResponses, policy, vpcEndpoints });
}

function integrationsByRoute({ integrations: names }: Extract<OpenApiDocument, { kind: "read" }>, { integrations = {} }: OpenApiGiven) {
  return Object.fromEntries(
    [...names].flatMap(([key, name]) => {
      const integration = integrations[name];
      return integration === undefined ? [] : [[key, integration]];
    }),
  );
}

/** The API with the functions that it invokes, and the role by which it does. */
function invoked(
  { definition, places }: ReadApi,
  { functions: named, servicePolicies }: Pick<NamedArguments, "functions" | "servicePolicies">,
  { lambdaAccess }: OpenApiGiven,
  late: LateValues,
): Pick<ReadArguments, "definition" | "functions" | "invokedByRole" | "places" | "servicePolicies"> {
  const functions = mapValues(named, (target) => knownTarget(target, late));
  const role = lambdaAccess === "role" ? lateValue("invoke role") : undefined;
  const byRole = role === undefined ? { definition, uris: [] } : withInvokeRole(definition, (uri) => functions.has(uri), role);
  return {
    definition: byRole.definition,
    functions,
    invokedByRole: [...new Set(byRole.uris.flatMap((uri) => functions.get(uri) ?? []))],
    places,
    servicePolicies,
  };
}

function mapValues<Key, From, To>(map: ReadonlyMap<Key, From>, value: (from: From) => To): ReadonlyMap<Key, To> {
  return new Map([...map].map(([key, from]) => [key, value(from)]));
}

/** An API of which nothing is known but what is wrong with it. */
function unreadable(name: string, problems: readonly Problem[], account: Account): ReadArguments {
  const definition = defineApi(name, { routes: {} });
  return {
    definition,
    functions: new Map(),
    invokedByRole: [],
    servicePolicies: new Map(),
    places: new Places(),
    text: ({ path }) => argumentPlace(path),
    warnings: [],
    problems: (stages) => [...problems, ...checkApiStages(stages, definition, account)],
  };
}
