import {
  type ApiArguments,
  type Authorizer,
  type AuthorizerArguments,
  type IdentitySource,
  type Integration,
  type JoinedOpenApi,
  joinOpenApi,
  mapRecord,
  type OpenApiSource,
  type Problem,
  parseInvocationUri,
} from "../definition/index";
import type { References } from "./late-values";
import { functionArnOf, type OpenApiGiven, settingsOf } from "./openapi";

/** The arguments that a document and what is joined to it mean together. */
export interface JoinedArguments {
  readonly args: ApiArguments<References>;
  readonly place: JoinedOpenApi["place"];
}

/** What a document says that has none of API Gateway's extensions, or not all, is an API together with any of these. */
const JOINS = ["integrations", "securitySchemes", "authorizers", "cors", "gatewayResponses", "policy", "validationErrors"] as const;

/** Whether anything beside a document is more than a setting. */
export function isJoined(args: OpenApiGiven): boolean {
  return args.lambdaAccess === "role" || JOINS.some((member) => args[member] !== undefined);
}

/** Reads a document as the arguments of the same API. */
export function joinGivenOpenApi(name: string, given: OpenApiGiven, source: OpenApiSource): JoinedArguments | { readonly problems: readonly Problem[] } {
  const { integrations = {}, authorizers = {}, securitySchemes = {}, gatewayResponses = {}, policy, vpcEndpoints } = given;
  const api = joinOpenApi(source, settingsOf(name, given, undefined), {
    // Programs in JavaScript may leave one open.
    integrations: Object.keys(integrations).filter((name) => integrations[name] != null),
    authorizers: mapRecord(authorizers, ({ type }) => type),
    securitySchemes,
  });
  if ("problems" in api) return api;
  const twice = [
    ...Object.keys(gatewayResponses)
      .filter((type) => Object.hasOwn(api.args.gatewayResponses ?? {}, type))
      .map((type) => `gatewayResponses.${type}`),
    ...(policy !== undefined && api.args.policy !== undefined ? ["policy"] : []),
  ];
  if (twice.length > 0) return { problems: twice.map((where) => ({ where, message: "is given in the document too; say it once." })) };
  return {
    args: {
      ...api.args,
      ...(given.cors !== undefined && { cors: given.cors }),
      ...(given.validationErrors !== undefined && { validationErrors: given.validationErrors }),
      ...(policy !== undefined && { policy }),
      ...(vpcEndpoints !== undefined && { vpcEndpoints }),
      gatewayResponses: { ...api.args.gatewayResponses, ...gatewayResponses },
      authorizers: {
        ...mapRecord(api.authorizers, ownAuthorizer),
        ...mapRecord(authorizers, (authorizer, scheme) => withHeader(authorizer, api.headers[scheme])),
      },
      routes: mapRecord(api.routes, (of) => {
        const integration = "joined" in of ? integrations[of.joined] : ownIntegration(of.integration);
        return { ...of.route, integration: integration ?? { type: "MOCK" } };
      }),
    },
    place: api.place,
  };
}

/** A function is named as one, so that it is allowed to be invoked like all others. */
function ownIntegration({ connectionType: _, uri, ...integration }: Integration): ApiArguments<References>["routes"][string]["integration"] {
  const fn = functionArnOf(uri);
  return { ...integration, ...(fn === undefined ? uri !== undefined && { uri } : { function: fn }) };
}

function ownAuthorizer(authorizer: Authorizer): AuthorizerArguments<References> {
  const { authorizerUri, identitySource, ...rest } = authorizer;
  const fn = parseInvocationUri(authorizerUri ?? "")?.functionArn ?? authorizerUri;
  return { ...rest, ...(fn !== undefined && { function: fn }), identitySource: identitySource.map(sourceOf) };
}

/** `method.request.header.<name>`, `context.<name>`, … */
function sourceOf(expression: string): IdentitySource {
  const [, kind = "header", name = ""] = /^(?:method\.request\.)?(header|querystring|context|stageVariables)\.(.*)$/s.exec(expression) ?? [];
  return { $source: KINDS.find((known) => known === kind) ?? "header", name };
}

const KINDS = ["header", "querystring", "context", "stageVariables"] as const;

/** Where a token is, the document's scheme says. */
function withHeader(authorizer: AuthorizerArguments<References>, name: string | undefined): AuthorizerArguments<References> {
  if (authorizer.type === "REQUEST" || authorizer.identitySource !== undefined || name === undefined) return authorizer;
  return { ...authorizer, identitySource: [{ $source: "header", name }] };
}
