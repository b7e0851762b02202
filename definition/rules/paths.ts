import { parsePath, parseRouteKey } from "../paths";
import { METHODS } from "../tables/index";
import type { ApiDefinition, Route } from "../types";
import type { Refusal } from "./refusal";

// CreateResource's answer names these characters and the colon; developer guide, "Amazon API Gateway important notes": also the comma.
const LITERAL = /^[a-zA-Z0-9._\-,][a-zA-Z0-9._\-:,]*$/;
const VARIABLE = /^\{[a-zA-Z0-9._\-:]+\+?\}$/;

const PATH_PART =
  "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.";

/** Recorded: the answer to PutMethod with a method that is none. */
export const INVALID_METHOD = "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY";

/** Keys that are not `METHOD /path`. */
export function* checkRouteKeys(keys: readonly string[]): Iterable<Refusal> {
  for (const key of keys)
    if (parseRouteKey(key) === undefined)
      yield {
        path: ["routes", key],
        message: `is no route key. Write one of ${METHODS.join(", ")}, a space, and a path that begins with a slash, for example "GET /pets/{id}".`,
        ...(!METHODS.some((method) => key.startsWith(`${method} `)) && { aws: INVALID_METHOD }),
      };
}

/** Paths that cannot be resources, or not beside one another. */
export function* checkPaths({ routes }: ApiDefinition): Iterable<Refusal> {
  // Reported: CreateDeployment.
  if (Object.keys(routes).length === 0)
    yield { path: ["routes"], message: "is empty; give the API at least one route.", aws: "The REST API doesn't contain any methods" };
  const variables = new Map<string, PathVariable>();
  for (const [key, route] of Object.entries(routes)) yield* checkPath(key, route, variables);
}

/** The variable below a path, and the route that has it first. */
interface PathVariable {
  readonly text: string;
  readonly key: string;
}

function* checkPath(key: string, { path }: Route, variables: Map<string, PathVariable>): Iterable<Refusal> {
  const refusal = (message: string, aws?: string): Refusal => ({
    path: ["routes", key],
    message,
    ...(aws !== undefined && { aws: `Unable to create resource at path '${path}': ${aws}` }),
  });
  if (path !== "/" && path.endsWith("/"))
    yield refusal("ends with a slash. API Gateway ignores a trailing slash of a request; leave it out.", PATH_PART);

  const segments = parsePath(path);
  const names = segments.flatMap(({ variable }) => variable ?? []);
  for (const name of new Set(names))
    if (names.filter((other) => other === name).length > 1) yield refusal(`has the variable {${name}} twice; give each its own name.`);

  let parent = "";
  for (const [index, { text, variable, greedy }] of segments.entries()) {
    if (!(variable === undefined ? LITERAL : VARIABLE).test(text))
      yield refusal(
        `has the path part ${JSON.stringify(text)}. A part is made of a-zA-Z0-9._-:, and begins with no colon, or is a whole variable, {name} or {name+}.`,
        PATH_PART,
      );
    if (greedy && index < segments.length - 1)
      // Recorded: CreateResource.
      yield refusal(
        `has path parts after ${text}. Let the greedy variable be the last part.`,
        `Cannot create a child of a resource with a greedy path variable: ${text}`,
      );
    if (variable !== undefined) {
      const sibling = variables.get(parent);
      variables.set(parent, sibling ?? { text, key });
      // Recorded: CreateResource.
      if (sibling !== undefined && sibling.text !== text)
        yield refusal(
          `has ${text} where ${JSON.stringify(sibling.key)} has ${sibling.text}; use the same name for both.`,
          `A sibling (${sibling.text}) of this resource already has a variable path part -- only one is allowed`,
        );
    }
    parent += `/${text}`;
  }
}
