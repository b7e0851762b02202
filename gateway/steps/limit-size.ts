/**
 * What is refused for its size:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
import { type EndpointType, PAYLOAD_BYTES } from "../../definition/index";
import type { Call } from "../call";
import { Fault } from "../fault";

const LARGEST_HEAD = 10_240;
const LARGEST_HEAD_OF_PRIVATE = 8_000;

/** Throws a fault where a request is larger than API Gateway takes. */
export function refuseOversized({ invocation }: Call, endpointType: EndpointType): void {
  if (invocation.body.length > PAYLOAD_BYTES) throw new Fault("REQUEST_TOO_LARGE");
  const largest = endpointType === "PRIVATE" ? LARGEST_HEAD_OF_PRIVATE : LARGEST_HEAD;
  // Seen: this text; that its status is that of a body too large is inferred.
  if (invocation.headBytes > largest) throw new Fault("REQUEST_TOO_LARGE", { message: `HTTP header is larger than ${largest} bytes.` });
}
