import type * as pulumi from "@pulumi/pulumi";
import type {
  ConnectionOptions,
  CustomIntegrationOptions,
  IntegrationArguments,
  IntegrationOptions,
  Method,
  PathVariables,
  TransferOptions,
} from "../../definition/index";
import type { References } from "../references/references";

interface HttpMethodOption {
  /** The method of the request to the back end. @default "ANY", the caller's own */
  readonly httpMethod?: Method;
}

/** Where in the integration request a value goes, and what it is taken from, by mapping expressions. */
export type RequestParameters = Readonly<Record<string, pulumi.Input<string>>>;

/** What a custom integration of an HTTP back end takes. */
export interface HttpOptions<Variable extends string, Parameters extends RequestParameters>
  extends CustomIntegrationOptions<References, Variable>,
    ConnectionOptions<References>,
    HttpMethodOption {
  readonly requestParameters?: Parameters;
}

/** What a proxy integration of an HTTP back end takes. */
export interface HttpProxyOptions<Parameters extends RequestParameters>
  extends IntegrationOptions<References>,
    ConnectionOptions<References>,
    TransferOptions,
    HttpMethodOption {
  readonly requestParameters?: Parameters;
}

/**
 * The variables that a uri takes from the route's path: all that are neither a stage's nor mapped from elsewhere; none of a uri that is no
 * literal.
 */
export type UriVariables<Uri extends string, Parameters> = string extends Uri
  ? never
  : Exclude<PathVariables<Uri>, `stageVariables.${string}` | MappedVariable<keyof Parameters>>;

type MappedVariable<Target> = Target extends `integration.request.path.${infer Variable}` ? Variable : never;

/**
 * The back end gets the whole request and gives the whole answer:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 * @param uri `http://…` or `https://…`; `{id}` is the path's variable of that name unless `requestParameters` says otherwise,
 * `${stageVariables.host}` the stage's.
 */
export function httpProxy<const Uri extends string = never, const Parameters extends RequestParameters = Readonly<Record<never, never>>>(
  uri: Uri | pulumi.Input<string>,
  options: HttpProxyOptions<Parameters> = {},
): IntegrationArguments<References, UriVariables<Uri, Parameters>> {
  return { httpMethod: "ANY", ...options, type: "HTTP_PROXY", uri };
}

/**
 * The back end gets what a mapping makes of the request, and its answer is mapped back by its status:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 * @param uri As of `httpProxy`.
 */
export function http<
  const Uri extends string = never,
  const Variable extends string = never,
  const Parameters extends RequestParameters = Readonly<Record<never, never>>,
>(
  uri: Uri | pulumi.Input<string>,
  options: HttpOptions<Variable, Parameters> = {},
): IntegrationArguments<References, Variable | UriVariables<Uri, Parameters>> {
  return { httpMethod: "ANY", ...options, type: "HTTP", uri };
}
