import type { LogEntry } from "./provider/account";

/**
 * A call or a step of Pulumi's, without the module of its type: `update Stage shop-prod`, and `update component Route shop GET /items` of
 * ours.
 */
function short(change: string): string {
  return change.replace(/^(\S+) lambda-rest-api:index:(\w+) /, "$1 component $2 ").replace(/^(\S+) \S*:(\w+) /, "$1 $2 ");
}

/** What a preview or an update changes, sorted; a replacement is one change. */
export function changesOf(changes: readonly string[]): readonly string[] {
  return changes
    .filter((change) => !/^(create-replacement|delete-replaced) /.test(change))
    .map(short)
    .sort();
}

/** Calls in order; those that were refused with what was answered. */
export function callsOf(log: readonly LogEntry[]): readonly string[] {
  return log.map(({ call, type, name, refused }) => short(`${call} ${type} ${name}`) + (refused === undefined ? "" : `: ${refused}`));
}

/** In which order an update has to come about; each line after all those before it. */
const ORDER = [
  /^(create|update) (LogGroup|Role|RolePolicy|Function|Alias|RestApi) /,
  /^create Permission /,
  /^create Deployment /,
  /^(create|update) (Stage|MethodSettings) /,
  /^delete (Stage|Permission|MethodSettings|RestApi|Alias|Function|RolePolicy|Role|LogGroup) /,
];

/** The calls that came too late. */
export function lateCalls(calls: readonly string[]): readonly string[] {
  const places = calls.map((call) => ORDER.findIndex((line) => line.test(call)));
  return calls.filter((_, index) => places[index] === -1 || places.slice(0, index).some((place) => place > (places[index] ?? 0)));
}
