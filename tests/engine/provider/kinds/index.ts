import type { Kind, Kinds } from "../kind";
import { API_GATEWAY } from "./api-gateway";
import { BESIDE_STAGES } from "./beside-stages";
import { LAMBDA } from "./lambda";
import { METHODS } from "./methods";
import { REST_API_POLICIES } from "./rest-api";
import { SERVICES } from "./services";

export const KINDS: Kinds = { ...API_GATEWAY, ...BESIDE_STAGES, ...LAMBDA, ...METHODS, ...REST_API_POLICIES, ...SERVICES };

/** What is known of a type of resource; throws if nothing is. */
export function kindOf(type: string): Kind {
  const kind = KINDS[type];
  if (kind === undefined) throw new Error(`tests/engine/provider/kinds does not know ${type}`);
  return kind;
}
