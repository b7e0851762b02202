/** Method response: what of an integration's headers the client gets, and under which names. */
import type { IntegrationType } from "../../definition/index";
import type { Reply } from "../call";
import { DROPPED_FROM_RESPONSE, REMAPPED_IN_RESPONSE, withoutHeaders } from "../headers";

/** Compiles the method response for an integration type. */
export function compileMethodResponse(type: IntegrationType): (reply: Reply) => Reply {
  const [dropped, remapped] = [DROPPED_FROM_RESPONSE[type], REMAPPED_IN_RESPONSE[type]];
  return (reply) => ({
    ...reply,
    headers: withoutHeaders(reply.headers, dropped).map((line) =>
      remapped?.has(line[0].toLowerCase()) ? [`x-amzn-Remapped-${line[0]}`, line[1]] : line,
    ),
  });
}
