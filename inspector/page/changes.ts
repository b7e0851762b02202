/** What is other than before the program was started again. */
import type { ApiDescription, FunctionDescription } from "../protocol";

/** What a program makes, as far as the page marks what has changed of it. */
export interface Made {
  readonly apis: readonly ApiDescription[];
  readonly functions: readonly Pick<FunctionDescription, "name" | "revision">[];
}

export type PartKind = "stage" | "route" | "model" | "authorizer" | "usage plan";

/** How a part of an API is named among those that have changed. */
export function partOf(api: string, kind: PartKind, name: string): string {
  return `${api} ${kind} ${name}`;
}

/** How a function is. */
export function functionPart(name: string): string {
  return `function ${name}`;
}

/** The parts that are new or other than before. */
export function changedParts(before: Made, now: Made): ReadonlySet<string> {
  const earlier = parts(before);
  return new Set([...parts(now)].filter(([part, text]) => earlier.get(part) !== text).map(([part]) => part));
}

function parts({ apis, functions }: Made): ReadonlyMap<string, string> {
  const ofApis = apis.flatMap((api) => {
    const all = <Part>(kind: PartKind, ofKind: readonly Part[], nameOf: (part: Part) => string) =>
      ofKind.map((part) => [partOf(api.name, kind, nameOf(part)), JSON.stringify(part)] as const);
    return [
      ...all("stage", api.stages, ({ name }) => name),
      ...all("route", api.routes, ({ key }) => key),
      ...all("model", Object.entries(api.models), ([name]) => name),
      ...all("authorizer", api.authorizers, ({ name }) => name),
      ...all("usage plan", api.usagePlans, ({ id }) => id),
    ];
  });
  return new Map([...ofApis, ...functions.map(({ name, revision }) => [functionPart(name), revision] as const)]);
}
