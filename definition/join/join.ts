/** OpenAPI documents that leave open what answers their operations, and what their author says beside them. */
import type { ApiArguments, AuthorizerArguments, IntegrationArguments, Named } from "../arguments";
import { defineAuthorizers } from "../authorizers";
import { defineGatewayResponses, notePolicy } from "../define";
import { defineIntegration, hasRequired, noteIntegration, noteStatuses, withStatusesOf } from "../define-route";
import { mapRecord } from "../map-record";
import type { OpenRoute } from "../openapi/read-operation";
import type { Places } from "../places";
import { type ReadApi, withAdditions } from "../read-api";
import { REQUEST_VALIDATORS, validatorOf } from "../request-validators";
import { definePolicy } from "../resource-policy";
import type { ApiDefinition, RequestValidator, Route } from "../types";
import { present } from "../whole";
import type { OpenApiDocument } from "./document";
import { importable } from "./importable";

/** What is said beside a document; integrations by the key of the route that they answer. */
export interface SaidBeside
  extends Pick<ApiArguments<Named>, "authorizers" | "cors" | "gatewayResponses" | "policy" | "validationErrors" | "vpcEndpoints"> {
  readonly integrations: Readonly<Record<string, IntegrationArguments<Named, string>>>;
}

/**
 * The API that a document and what is said beside it mean together. Routes that nothing answers are left out: the document's problems say
 * so.
 */
export function joinOpenApi(document: Extract<OpenApiDocument, { kind: "read" }>, beside: SaidBeside): ReadApi {
  const { api, places } = document;
  const validators = ownValidators(api.requestValidators);
  const routes = Object.entries(api.routes).flatMap(([key, route]): [string, Route][] => {
    const integration = Object.hasOwn(beside.integrations, key) ? beside.integrations[key] : undefined;
    if (integration !== undefined)
      return [[key, answeredBy(route, integration, document.integrations.get(key) ?? key, key, validators, places)]];
    const { integration: own, ...rest } = route;
    return own === undefined ? [] : [[key, { ...rest, integration: own }]];
  });
  const written = importable(
    {
      ...api,
      routes: Object.fromEntries(routes),
      requestValidators: { ...api.requestValidators, ...validators.usedBy(routes.map(([, route]) => route)) },
      authorizers: {
        ...api.authorizers,
        ...defineAuthorizers(
          mapRecord(beside.authorizers ?? {}, (authorizer, scheme) => withHeader(authorizer, document.headers.get(scheme))),
          places,
        ),
      },
      gatewayResponses: { ...api.gatewayResponses, ...defineGatewayResponses(beside.gatewayResponses, places) },
      endpoint: { ...api.endpoint, ...(beside.vpcEndpoints !== undefined && { vpcEndpointIds: beside.vpcEndpoints }) },
      ...policyOf(api, beside, places),
    },
    api,
  );
  if (beside.vpcEndpoints !== undefined) places.moved(["endpoint", "vpcEndpointIds"], ["vpcEndpoints"]);
  const cors = { all: beside.cors, routes: {} };
  const validationErrors = beside.validationErrors ?? Object.keys(beside.integrations).length > 0;
  return {
    written,
    definition: withAdditions(written, { cors, validationErrors }, places),
    places,
    cors,
    policy: beside.policy,
    integrations: Object.entries(beside.integrations).flatMap(([key, integration]) => {
      const path = api.routes[key]?.path;
      return path === undefined ? [] : [{ at: ["integrations", document.integrations.get(key) ?? key], integration, path }];
    }),
    routeKeys: [],
  };
}

/** The route with the integration that is given for it under this name. */
function answeredBy(
  route: OpenRoute,
  args: IntegrationArguments<Named, string>,
  name: string,
  key: string,
  validators: OwnValidators,
  places: Places,
): Route {
  const part = ["routes", key];
  const from = ["integrations", name];
  const integration = defineIntegration(args, route.path);
  noteIntegration(args, route.path, [...part, "integration"], from, places);
  noteStatuses(
    args,
    mapRecord(route.methodResponses, ({ headers }) => headers),
    [...part, "methodResponses"],
    from,
    places,
  );
  const requestModels = jsonModels(route.requestModels);
  const parameters = Object.fromEntries(Object.entries(route.requestParameters).filter(([parameter]) => !parameter.startsWith("path.")));
  const requestValidator =
    route.requestValidator ?? validators.nameOf(validatorOf(hasRequired(parameters), Object.keys(requestModels).length > 0));
  // It has no word for all other statuses, or for all of a class. Reported: "API Gateway does not support Swagger's 'default' method
  // response".
  const statuses = Object.entries(route.methodResponses).filter(([status]) => /^\d+$/.test(status));
  return {
    ...route,
    requestModels,
    ...present({ requestValidator }),
    methodResponses: withStatusesOf(integration, Object.fromEntries(statuses)),
    integration,
  };
}

/**
 * API Gateway holds a body against a model as JSON, so that it would refuse every form, file and XML that has one.
 * A document that says one media type alone means no other; API Gateway validates no body of a media type without a model.
 */
function jsonModels(models: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { "application/json": model, ...others } = models;
  if (model !== undefined && Object.keys(others).length === 0) return { "application/json": model, $default: model };
  return Object.fromEntries(Object.entries(models).filter(([mediaType]) => JSON_TYPE.test(mediaType)));
}

// `application/json`, `application/merge-patch+json`; API Gateway's `$default`, and ranges that mean JSON too.
const JSON_TYPE = /[/+]json\b|[$*]/i;

/** The package's own validators, under names that no validator of the document has. */
interface OwnValidators {
  nameOf(validator: string | undefined): string | undefined;
  usedBy(routes: readonly Route[]): Readonly<Record<string, RequestValidator>>;
}

function ownValidators(given: ApiDefinition["requestValidators"]): OwnValidators {
  const free = (name: string): string => (Object.hasOwn(given, name) ? free(`${name}_`) : name);
  const own = Object.entries(REQUEST_VALIDATORS).map(([name, validator]) => [free(name), validator] as const);
  return {
    nameOf: (validator) => validator && free(validator),
    usedBy: (routes) => Object.fromEntries(own.filter(([name]) => routes.some(({ requestValidator }) => requestValidator === name))),
  };
}

/** The document's policy, the one that is said beside it, or that for the VPC endpoints which are. */
function policyOf(
  api: Pick<ApiDefinition, "policy" | "endpoint">,
  { policy, vpcEndpoints }: SaidBeside,
  places: Places,
): Pick<ApiDefinition, "policy"> {
  if (api.policy !== undefined) return { policy: api.policy };
  notePolicy(policy, places);
  return present({ policy: definePolicy(present({ policy, endpointType: api.endpoint.type, vpcEndpoints })) });
}

/** Where a token is, the document's scheme says. */
function withHeader(authorizer: AuthorizerArguments<Named>, name: string | undefined): AuthorizerArguments<Named> {
  if (authorizer.type === "REQUEST" || authorizer.identitySource !== undefined || name === undefined) return authorizer;
  return { ...authorizer, identitySource: [{ $source: "header", name }] };
}
