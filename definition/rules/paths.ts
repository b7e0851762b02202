import { METHODS, parsePath, parseRouteKey } from "../paths";
import type { Problem } from "../problems";
import type { ApiDefinition } from "../types";

// Recorded: CreateResource, "Resource's path part only allow a-zA-Z0-9._-: …"; developer guide, "Amazon API Gateway important notes".
const PATH_PART = /^(?:[a-zA-Z0-9._\-:,]+|\{[a-zA-Z0-9._\-:]+\+?\})$/;
// Developer guide, "Amazon API Gateway important notes": kept for health checks.
const RESERVED_PATHS = ["/ping", "/sping"];

/** Keys that are not `METHOD /path`. */
export function checkRouteKeys(keys: readonly string[]): readonly Problem[] {
  const problems = keys
    .filter((key) => parseRouteKey(key) === undefined)
    .map((key) => ({
      where: `routes[${JSON.stringify(key)}]`,
      message: `is no route key. Write one of ${METHODS.join(", ")}, a space, and a path that begins with a slash, for example "GET /pets/{id}".`,
    }));
  return keys.length > 0 ? problems : [{ where: "routes", message: "is empty. The REST API doesn't contain any methods; give it at least one route." }];
}

/** Paths that cannot be resources, or not beside one another. */
export function checkPaths({ routes }: ApiDefinition): readonly Problem[] {
  const problems: Problem[] = [];
  const variables = new Map<string, { readonly text: string; readonly key: string }>();
  for (const [key, { path }] of Object.entries(routes)) {
    const where = `routes[${JSON.stringify(key)}]`;
    const segments = parsePath(path);
    const refuse = (message: string) => problems.push({ where, message });

    if (path !== "/" && path.endsWith("/")) refuse("ends with a slash. API Gateway ignores a trailing slash of a request; leave it out.");
    if (RESERVED_PATHS.includes(path)) refuse("has a path that API Gateway keeps for health checks; choose another.");
    const names = segments.flatMap(({ variable }) => variable ?? []);
    for (const name of new Set(names))
      if (names.filter((other) => other === name).length > 1) refuse(`has the variable {${name}} twice; give each its own name.`);

    segments.forEach(({ text, variable, greedy }, index) => {
      if (!PATH_PART.test(text))
        refuse(
          `has the path part ${JSON.stringify(text)}. Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.`,
        );
      if (greedy && index < segments.length - 1)
        refuse(`has path parts after {${variable}+}. A proxy resource cannot have any child resource; let the greedy variable be the last part.`);
      if (variable === undefined) return;
      const parent = segments
        .slice(0, index)
        .map((segment) => `/${segment.text}`)
        .join("");
      const sibling = variables.get(parent);
      if (sibling === undefined) variables.set(parent, { text, key });
      else if (sibling.text !== text)
        refuse(
          `has ${text} where ${JSON.stringify(sibling.key)} has ${sibling.text}. A sibling (${sibling.text}) of this resource already has a variable path part -- only one is allowed; use the same name for both.`,
        );
    });
  }
  return problems;
}
