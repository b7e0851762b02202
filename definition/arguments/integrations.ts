/**
 * What a user writes of how an integration reaches its back end, and of what becomes of its answers. `L` is how values known only at
 * deployment are referred to.
 */

import type { ResponseTransferMode } from "../tables/index";

/** How an author refers to texts that are known only at deployment. */
interface References {
  readonly text: unknown;
}

/**
 * What a stage with a cache keeps a route's answers by:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export interface CacheKeyOptions {
  /**
   * Parameters of the request by which its answer is cached, `method.request.{path,querystring,header}.<name>`.
   * @default none: all requests share one answer
   */
  readonly cacheKeyParameters?: readonly string[];
  /** Name of the cache; routes with one name share it. @default the route's resource */
  readonly cacheNamespace?: string;
}

/**
 * How the answers of a proxied back end are sent: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 */
export interface TransferOptions {
  /**
   * `STREAM` sends what the back end answers as it comes, for up to 15 minutes and beyond 10 MB; it is neither cached nor compressed.
   * @default "BUFFERED"
   */
  readonly responseTransferMode?: ResponseTransferMode;
}

/** How an HTTP back end is reached. */
export interface ConnectionOptions<L extends References> {
  /**
   * Id of a VPC link through which a back end inside a VPC is reached, or `${stageVariables.<name>}`.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html
   * @default the back end is reached by the internet
   */
  readonly connectionId?: L["text"];
  /** ARN of the load balancer behind a VPC link of version 2; one of version 1 leads to its own. @default none */
  readonly integrationTarget?: L["text"];
  /**
   * Whether any TLS certificate of the back end is taken, a self-signed one too: whoever is between can then read and change everything.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration-tls-config.html
   * @default false
   */
  readonly insecureSkipVerification?: boolean;
}
