import type { GatewayResponseType } from "../tables/index";
import type { ApiDefinition, Json, JsonObject, Route } from "../types";
import { mapSorted } from "./write-operation";

/** What API Gateway answers by itself, instead of the back end. */
export interface PublicErrors {
  /** `components.responses` by name. */
  readonly responses: JsonObject;
  /** References to them for a route, by status. */
  of(route: Route): JsonObject;
}

interface Row {
  readonly type: GatewayResponseType;
  readonly status: number;
  readonly description: string;
  /** Whether a route's callers may get it. */
  applies(route: Route, definition: ApiDefinition): boolean;
}

// Statuses: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
const ROWS: readonly Row[] = [
  {
    type: "BAD_REQUEST_PARAMETERS",
    status: 400,
    description: "A required parameter is missing",
    applies: validates("validateRequestParameters"),
  },
  {
    type: "BAD_REQUEST_BODY",
    status: 400,
    description: "The body does not meet its schema",
    applies: (route, definition) => Object.keys(route.requestModels).length > 0 && validates("validateRequestBody")(route, definition),
  },
  {
    type: "UNAUTHORIZED",
    status: 401,
    description: "The credential is missing or is not accepted",
    applies: ({ authorization }) => "authorizer" in authorization,
  },
  {
    type: "ACCESS_DENIED",
    status: 403,
    description: "The caller is not allowed to do this",
    applies: ({ authorization }, { policy }) => authorization.type !== "NONE" || policy !== undefined,
  },
  {
    type: "INVALID_API_KEY",
    status: 403,
    description: "The API key is missing or is not accepted",
    applies: ({ apiKeyRequired }) => apiKeyRequired,
  },
  {
    type: "UNSUPPORTED_MEDIA_TYPE",
    status: 415,
    description: "The body is of a media type that is not accepted",
    applies: ({ integration: { type, passthroughBehavior, requestTemplates } }) =>
      !type.endsWith("_PROXY") && passthroughBehavior !== "WHEN_NO_MATCH" && Object.keys(requestTemplates).length > 0,
  },
  { type: "THROTTLED", status: 429, description: "There are too many requests", applies: () => true },
  { type: "API_CONFIGURATION_ERROR", status: 500, description: "The request could not be answered", applies: () => true },
  {
    type: "INTEGRATION_TIMEOUT",
    status: 504,
    description: "The answer took too long",
    applies: ({ integration }) => integration.type !== "MOCK",
  },
];

/** The answers of API Gateway itself to the callers of an API, by status, with what the API's gateway responses change of them. */
export function publicErrors(definition: ApiDefinition): PublicErrors {
  const answers = ROWS.map((row) => ({ ...row, ...answerOf(row, definition) }));
  const routes = Object.values(definition.routes);
  const met = answers.filter(({ applies }) => routes.some((route) => applies(route, definition)));
  const responses = Object.fromEntries(
    [...new Set(met.map(({ status }) => status))].map((status) => [nameOf(status), together(met.filter((one) => one.status === status))]),
  );
  return {
    responses: mapSorted(responses, (response) => response),
    of: (route) =>
      Object.fromEntries(
        answers
          .filter(({ applies }) => applies(route, definition))
          .map(({ status }) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
      ),
  };
}

function validates(what: "validateRequestBody" | "validateRequestParameters"): Row["applies"] {
  return ({ requestValidator = "" }, { requestValidators }) =>
    Object.hasOwn(requestValidators, requestValidator) && requestValidators[requestValidator]?.[what] === true;
}

function nameOf(status: string): string {
  return `ApiGateway${status}`;
}

interface Answer {
  readonly status: string;
  /** Media type to the schema of what is answered. */
  readonly content: Readonly<Record<string, JsonObject>>;
}

function answerOf({ type, status }: Row, { gatewayResponses }: ApiDefinition): Answer {
  const own = gatewayResponses[type] ?? gatewayResponses[status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX"];
  const templates = Object.entries(own?.responseTemplates ?? {});
  return {
    status: own?.statusCode ?? String(status),
    content:
      templates.length === 0
        ? { "application/json": schemaOf({ [type === "ACCESS_DENIED" ? "Message" : "message"]: "" }) }
        : Object.fromEntries(templates.map(([mediaType, template]) => [mediaType, schemaOf(printed(template))])),
  };
}

/** What a template prints, if that is JSON for any values of its variables. */
function printed(template: string): unknown {
  try {
    return JSON.parse(template.replace(/\$context\.error\.messageString\b/g, '""'));
  } catch {
    return undefined;
  }
}

function schemaOf(value: unknown): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  const properties = Object.entries(value).map(([name, member]): [string, Json] => [
    name,
    typeof member === "string" ? { type: "string" } : schemaOf(member),
  ]);
  return { type: "object", properties: Object.fromEntries(properties) };
}

function together(answers: readonly (Answer & { readonly description: string })[]): JsonObject {
  const content = new Map<string, JsonObject[]>();
  for (const answer of answers)
    for (const [mediaType, schema] of Object.entries(answer.content)) content.set(mediaType, [...(content.get(mediaType) ?? []), schema]);
  return {
    description: [...new Set(answers.map(({ description }) => description))].join(", or: "),
    headers: { "x-amzn-ErrorType": { schema: { type: "string" } } },
    content: mapSorted(Object.fromEntries(content), (schemas) => {
      const different = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
      return { schema: different.length === 1 && different[0] !== undefined ? different[0] : { anyOf: different } };
    }),
  };
}
