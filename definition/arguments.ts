/**
 * What a user writes: the typed arguments of an API, its routes and its stages. `L` is how values known only at deployment are referred to.
 */
import type { AuthorizationArguments, AuthorizerArguments, PolicyDocument, ResourcePolicyArguments } from "./arguments/access";
import type { CorsArguments } from "./arguments/cors";
import type { CacheKeyOptions, ConnectionOptions, TransferOptions } from "./arguments/integrations";
import type { Mapping, RequestSource, ResponseSource } from "./mapping/index";
import type { PathVariables } from "./paths";
import type {
  ApiKeySource,
  ContentHandling,
  EndpointAccessMode,
  EndpointType,
  GatewayResponseType,
  IntegrationType,
  IpAddressType,
  PassthroughBehavior,
  SecurityPolicy,
} from "./tables/index";
import type { JsonObject } from "./types";

export type * from "./arguments/access";
export type * from "./arguments/cors";
export type * from "./arguments/integrations";
export type * from "./arguments/stages";

/** How an author refers to functions, to calls of other services and to texts that are known only at deployment. */
export interface Late {
  readonly function: unknown;
  readonly service: unknown;
  readonly text: unknown;
  readonly vpcEndpoint: unknown;
}

/** References as a definition holds them: the text itself, or a name that stands for it. */
export interface Named extends Late {
  readonly function: string;
  readonly service: never;
  readonly text: string;
  /** The id. */
  readonly vpcEndpoint: string;
}

/** A parameter that the request must have. */
export const required = true;

/** A parameter that the request may have. */
export const optional = false;

/** What every integration takes. */
export interface IntegrationOptions<L extends Late> extends CacheKeyOptions {
  /**
   * ARN of a role that API Gateway assumes to call the back end.
   * @default the function's own resource policy decides, or the API's role where its `lambdaAccess` is `role`; a role of the route's own
   * for any other service
   */
  readonly credentials?: L["text"];
  /**
   * Milliseconds until API Gateway answers 504, from 50; more than 29,000 for regional and private APIs whose account has a raised quota,
   * and 900,000 for `STREAM`.
   * @default 29000
   */
  readonly timeoutInMillis?: number;
  /** Conversion of the request body. @default passed through */
  readonly contentHandling?: ContentHandling;
  /**
   * `integration.request.{header,path,querystring}.<name>` to a mapping expression.
   * @default a variable of the uri has the value of the path's variable of that name
   */
  readonly requestParameters?: Readonly<Record<string, L["text"]>>;
}

/** One response of a custom integration. */
export interface IntegrationResponseArguments {
  /** Regular expression that the whole error message must match. @default the response of every answer that no pattern selects */
  readonly selectionPattern?: string;
  /** @default "200" */
  readonly statusCode?: string | number;
  /** The body as JSON whose leaves are constants, `result(…)`, `context(…)` and `stageVariable(…)`. @default the answer as it is */
  readonly body?: Mapping<ResponseSource>;
  /** Raw mapping templates by media type, in place of `body`. */
  readonly responseTemplates?: Readonly<Record<string, string>>;
  /** `method.response.header.<name>` to a mapping expression. @default none */
  readonly responseParameters?: Readonly<Record<string, string>>;
  /** Conversion of the response body. @default passed through */
  readonly contentHandling?: ContentHandling;
}

/** What a custom integration takes besides. */
export interface CustomIntegrationOptions<L extends Late, out Variable extends string> extends IntegrationOptions<L> {
  /** The event as JSON whose leaves are constants and `path(…)`, `query(…)`, `header(…)`, `body(…)`, … @default the request body */
  readonly request?: Mapping<RequestSource<Variable> | L["text"]>;
  /** Raw mapping templates by media type, in place of `request`. */
  readonly requestTemplates?: Readonly<Record<string, L["text"]>>;
  /**
   * What happens to a request body whose media type has no template.
   * @default "WHEN_NO_TEMPLATES": a request mapping is never passed by
   */
  readonly passthroughBehavior?: PassthroughBehavior;
  /** In the order in which their patterns are tried. @default one response, status 200, the answer as it is */
  readonly responses?: readonly IntegrationResponseArguments[];
}

/** An integration as its maker leaves it; `Variable` names the path variables that its mappings use. */
export interface IntegrationArguments<L extends Late, out Variable extends string = never>
  extends CustomIntegrationOptions<L, Variable>,
    ConnectionOptions<L>,
    TransferOptions {
  /** What answers: a function or another service of AWS, an HTTP back end, or API Gateway by itself. */
  readonly type: IntegrationType;
  /** The function that is invoked. */
  readonly function?: L["function"];
  /** The service of AWS that is called, where it is not Lambda. */
  readonly service?: L["service"];
  /** The method of the integration request; functions are always invoked by POST. */
  readonly httpMethod?: string;
  /** Where the integration request goes, where it is no function. */
  readonly uri?: L["text"];
}

/** A model of the API, or one of those that every API has. */
type ModelReference<ModelName extends string> = ModelName | "Empty" | "Error";

/**
 * What callers are promised of one status:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-response.html
 */
export interface MethodResponseArguments<ModelName extends string = string> {
  /** What the response means, in words. @default none */
  readonly description?: string;
  /** Names of headers that the response may carry, besides those that an integration response sets. @default none */
  readonly headers?: readonly string[];
  /** Name of the model of a JSON body, or model names by media type. @default none */
  readonly body?: ModelReference<ModelName> | Readonly<Record<string, ModelReference<ModelName>>>;
}

/** One route: a method of a resource, and what happens to its requests. */
export interface RouteArguments<
  L extends Late,
  out Variable extends string = string,
  AuthorizerName extends string = string,
  ModelName extends string = string,
> {
  /** What answers the route's requests: `lambdaProxy(…)`, `lambdaCustom(…)`, `http(…)`, `mock(…)` and so on. */
  readonly integration: IntegrationArguments<L, Variable>;
  /** Query parameters and headers with whether they are `required` or `optional`. @default none; those of the path are required unasked */
  readonly parameters?: {
    /** Query parameters by name. */
    readonly query?: Readonly<Record<string, boolean>>;
    /** Headers by name. */
    readonly header?: Readonly<Record<string, boolean>>;
  };
  /**
   * Name of the model that every body must meet, or model names by media type, `$default` being any other.
   * @default bodies are not validated
   */
  readonly body?: ModelReference<ModelName> | Readonly<Record<string, ModelReference<ModelName>>>;
  /**
   * Whether API Gateway refuses requests before the integration.
   * @default required parameters if there are any, the body if it has a model
   */
  readonly validate?: {
    /** Whether required parameters are looked for. @default true if there are any */
    readonly parameters?: boolean;
    /** Whether bodies are held to their models. @default true if there is one */
    readonly body?: boolean;
  };
  /** Method responses by status. @default those that the integration's responses need */
  readonly responses?: Readonly<Record<string, MethodResponseArguments<ModelName>>>;
  /** `AWS_IAM` asks for signed requests, `{ authorizer }` for what one of the API's authorizers lets pass. @default "NONE" */
  readonly authorization?: AuthorizationArguments<AuthorizerName>;
  /**
   * Which web pages of other origins may call the route; `false` is none. The routes of one path share what they say of it.
   * @default the API's
   */
  readonly cors?: CorsArguments | false;
  /** Whether callers need an API key of one of the stage's usage plans. @default false */
  readonly apiKeyRequired?: boolean;
  /** The operation's name in generated SDKs. @default none */
  readonly operationName?: string;
  /** What the operation does, in a few words, for its readers. @default none */
  readonly summary?: string;
  /** What the operation does, for its readers. @default none */
  readonly description?: string;
  /** Headings under which viewers show the operation. @default none */
  readonly tags?: readonly string[];
  /** Further `x-…` members of the route's OpenAPI operation. @default none */
  readonly extensions?: JsonObject;
}

/** The variables of a route's path; any where the key is not known itself, as those of a program's own component are. */
type KeyVariables<Key extends string> = Record<never, never> extends Readonly<Record<Key, unknown>> ? string : PathVariables<Key>;

/** Routes by their key; a mapping can name only the variables of its own route's path. */
export type RoutesArguments<
  L extends Late,
  Key extends string,
  AuthorizerName extends string = string,
  ModelName extends string = string,
> = {
  readonly [K in Key]: RouteArguments<L, KeyVariables<K>, AuthorizerName, ModelName>;
};

/**
 * An answer that API Gateway gives by itself:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export interface GatewayResponseArguments<L extends Late = Named> {
  /** @default the type's own status */
  readonly statusCode?: string | number;
  /** Header name to `'static'`, `context.…`, `method.request.…` or `stageVariables.…`. @default none */
  readonly headers?: Readonly<Record<string, L["text"]>>;
  /** Body by media type; `$context.…` variables are replaced. @default `{"message":$context.error.messageString}` */
  readonly responseTemplates?: Readonly<Record<string, L["text"]>>;
}

export interface ApiArguments<
  L extends Late,
  Key extends string = string,
  AuthorizerName extends string = string,
  ModelName extends string = string,
> {
  /** The API's name in API Gateway. @default the component's name */
  readonly apiName?: string;
  /** What the API is for, in words. @default none */
  readonly description?: L["text"];
  /** The API's own version. @default "1.0" */
  readonly version?: string;
  /** @default "REGIONAL" */
  readonly endpointType?: EndpointType;
  /** VPC endpoints by which a private API is called: it gets a url for each, and lets in who comes by them. @default none */
  readonly vpcEndpoints?: readonly L["vpcEndpoint"][];
  /**
   * Whether IPv6 addresses are taken besides IPv4; private APIs always take both.
   * @default API Gateway's own: "ipv4" unless the API is private
   */
  readonly ipAddressType?: IpAddressType;
  /**
   * TLS versions and ciphers that the API's own endpoint takes, one of its endpoint type:
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
   * @default TLS 1.2 and 1.3 with forward secrecy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", of edge-optimized APIs
   * "SecurityPolicy_TLS12_PFS_2025_EDGE"; API Gateway's own is TLS 1.0
   */
  readonly securityPolicy?: SecurityPolicy;
  /**
   * Whether requests that come by another type of endpoint, or for another host than TLS was agreed for, are refused (`STRICT`); it goes
   * with a `SecurityPolicy_…`.
   * @default "BASIC"
   */
  readonly endpointAccessMode?: EndpointAccessMode;
  /** @default false */
  readonly disableExecuteApiEndpoint?: boolean;
  /** Authorizers by the names that routes use. @default none */
  readonly authorizers?: Readonly<Record<AuthorizerName, AuthorizerArguments<L>>>;
  /**
   * Who may call the API, or a policy document as AWS has it, also as JSON.
   * @default everybody; of a private API those who come by its `vpcEndpoints`
   */
  readonly policy?: ResourcePolicyArguments<L> | PolicyDocument<L> | L["text"];
  /** Where an API key is read from: the header `x-api-key`, or an authorizer's `usageIdentifierKey`. @default "HEADER" */
  readonly apiKeySource?: ApiKeySource;
  /** Media types that are handled as bytes. @default none */
  readonly binaryMediaTypes?: readonly string[];
  /** Bytes from which a response is compressed. @default never */
  readonly minimumCompressionSize?: number;
  /** JSON schemas, draft 4, by name; `$ref` is the name of another model, or `#/components/schemas/<name>`. @default none */
  readonly models?: Readonly<Record<ModelName, JsonObject>>;
  /** @default API Gateway's own, but for what `validationErrors` says */
  readonly gatewayResponses?: Readonly<Partial<Record<GatewayResponseType, GatewayResponseArguments<L>>>>;
  /**
   * Whether the 400 for a body that does not meet its model says in `detail` what is wrong, in the words of API Gateway's validator, parts
   * of the body among them.
   * It says nothing where `gatewayResponses` has `BAD_REQUEST_BODY`, or a template for `DEFAULT_4XX`.
   * @default true
   */
  readonly validationErrors?: boolean;
  /** Which web pages of other origins may call the API. @default none */
  readonly cors?: CorsArguments;
  readonly routes: RoutesArguments<L, Key, AuthorizerName>;
  /** Further `x-…` members of the OpenAPI document. @default none */
  readonly extensions?: JsonObject;
}
