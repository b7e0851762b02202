import { Refusal } from "../refusal";
import type { LocalApi } from "../resources/index";

/**
 * The API of that logical name, or the only one.
 *
 * @throws {Refusal} naming those that there are.
 */
export function chooseApi(name: string | undefined, apis: readonly LocalApi[]): LocalApi {
  const names = apis.map((api) => api.name).join(", ") || "none";
  const api = name === undefined && apis.length === 1 ? apis[0] : apis.find((candidate) => candidate.name === name);
  if (api === undefined)
    throw new Refusal(name === undefined ? `choose an API with --api: ${names}` : `there is no REST API ${name}; there are: ${names}`);
  return api;
}
