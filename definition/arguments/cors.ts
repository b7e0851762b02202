/**
 * What a user writes of who may call an API from a web page of another origin:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
import type { Method } from "../tables/index";

/** Which web pages of other origins may call an API: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html */
export interface CorsArguments {
  /**
   * `"*"` for everybody, or a list: origins, `https://app.example.com`; patterns for all their subdomains, `https://*.example.com`;
   * and any port, `http://localhost:*`.
   */
  readonly origins: "*" | readonly string[];
  /** @default the methods of the path's routes */
  readonly methods?: readonly Exclude<Method, "ANY">[];
  /**
   * Request headers that a page may set besides those that need no permission.
   * @default those that signed, authorized or keyed requests with a JSON body have
   */
  readonly headers?: readonly string[];
  /** Response headers that a page may read besides those that need no permission. @default none */
  readonly exposedHeaders?: readonly string[];
  /** Whether a page may send cookies and other credentials of the browser; not with the origins `"*"`. @default false */
  readonly credentials?: boolean;
  /**
   * Seconds for which a browser need not ask again; browsers have limits of their own, of 2 or 24 hours.
   * @default the browser's own, 5 seconds
   */
  readonly maxAge?: number;
}
