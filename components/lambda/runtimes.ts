import { RUNTIMES } from "../../definition/index";

/** The newest that Lambda offers to everybody; its model may know newer ones. */
export const NEWEST_NODE = "nodejs24.x";
export const NEWEST_PYTHON = "python3.14";

/** Days before a runtime's end from which on there is a word about it. */
const NOTICE = 180;

/** Names as Lambda's own: a language with its version, and the system where there are several. */
const RUNTIME = /^(?:nodejs\d+\.x|python3\.\d+|java\d+(?:\.al\d+)?|dotnet\d+|ruby\d\.\d|provided\.al\d+)$/;
/** Of languages that Lambda may have added: `rust1.x`. */
const OTHER_LANGUAGE = /^(?!(?:nodejs|python|java|dotnet|ruby|provided)[\d.])[a-z]+\d+(?:\.[a-z\d]+)*$/;

/** Why there is no such runtime. */
export function runtimeProblem(runtime: string): string | undefined {
  if (RUNTIMES.has(runtime) || RUNTIME.test(runtime) || OTHER_LANGUAGE.test(runtime)) return undefined;
  const language = /^[a-z]+/.exec(runtime)?.[0] ?? "";
  const alike = [...RUNTIMES.keys()].filter((name) => name.startsWith(language));
  const offered =
    language === "" || alike.length === 0
      ? [NEWEST_NODE, NEWEST_PYTHON, "java25", "dotnet10", "ruby4.0", "provided.al2023"]
      : alike.slice(0, 4);
  return `${JSON.stringify(runtime)} is no runtime of Lambda; take one of ${offered.join(", ")}`;
}

/** What there is to say of a runtime that AWS keeps up no more, or soon will not, and of which functions can then no longer be made. */
export function runtimeEnd(runtime: string, today: Date): string | undefined {
  const end = RUNTIMES.get(runtime);
  if (end === undefined) return undefined;
  const [deprecated, createBlocked, updateBlocked] = end;
  const day = today.toISOString().slice(0, 10);
  const since = (date: string) => (date <= day ? "since" : "from");
  if (Date.parse(deprecated) - today.getTime() > NOTICE * 86_400_000) return undefined;
  return [
    `${runtime} gets no more updates ${since(deprecated)} ${deprecated}`,
    `${since(createBlocked)} ${createBlocked} AWS lets nobody make functions of it`,
    `${since(updateBlocked)} ${updateBlocked} nobody change them; take a newer one.`,
  ].join(", ");
}

/** Major version of a Node.js runtime; not a number of another. */
export function nodeVersionOf(runtime: string = NEWEST_NODE): number {
  return Number(/^nodejs(\d+)/.exec(runtime)?.[1]);
}
