import type { IntegrationArguments, Named } from "./arguments";
import { isLateValue } from "./late-values";
import { pathVariables } from "./paths";

/**
 * The variables of an HTTP back end's uri that the resource path has too, each mapped from it: `{id}` of one is `{id}` of the other.
 * A uri that is known only at deployment may have any of them; one that it lacks is sent nowhere.
 */
export function mappedVariables({ type, uri }: IntegrationArguments<Named, string>, path: string): Readonly<Record<string, string>> {
  if (uri === undefined || !type.startsWith("HTTP")) return {};
  const variables = pathVariables(path).filter((variable) => isLateValue(uri) || uri.includes(`{${variable}}`));
  return Object.fromEntries(variables.map((variable) => [`integration.request.path.${variable}`, `method.request.path.${variable}`]));
}
