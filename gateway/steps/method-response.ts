/** Method response: what of an integration's headers the client gets, and under which names. */
import type { IntegrationType } from "../../definition/index";
import type { Reply } from "../call";
import { DROPPED_FROM_RESPONSE, REMAPPED_IN_RESPONSE, withoutHeaders } from "../headers";

/** Compiles the method response for an integration type. */
export function compileMethodResponse(type: IntegrationType): (reply: Reply) => Reply {
  return (reply) => ({
    ...reply,
    headers: withoutHeaders(reply.headers, DROPPED_FROM_RESPONSE[type]).map(([name, value]) =>
      REMAPPED_IN_RESPONSE[type]?.has(name.toLowerCase()) ? [`x-amzn-Remapped-${name}`, value] : [name, value],
    ),
  });
}
