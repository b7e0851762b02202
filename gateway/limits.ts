/** What is refused for its size: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
import type { Call } from "./call";
import { Fault } from "./fault";

const LARGEST_BODY = 10 * 1024 * 1024;

/** Throws a fault where a request is larger than API Gateway takes. */
export function refuseOversized({ invocation }: Call): void {
  if (invocation.body.length > LARGEST_BODY) throw new Fault("REQUEST_TOO_LARGE");
}
