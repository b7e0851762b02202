/**
 * The runtimes that Lambda knows: the values of `Runtime` in its API's model (botocore 1.44.8), with the days from which on AWS lets nobody make functions with them
 * ("Block function create": https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html), where such a day is known.
 */
const RUNTIMES: ReadonlyMap<string, string | undefined> = new Map([
  ["nodejs26.x", undefined],
  ["nodejs24.x", "2028-06-01"],
  ["nodejs22.x", "2027-06-01"],
  ["nodejs20.x", "2026-06-01"],
  ["nodejs18.x", "2025-10-01"],
  ["nodejs16.x", "2024-07-15"],
  ["nodejs14.x", "2024-01-09"],
  ["nodejs12.x", "2023-03-31"],
  ["python3.15", undefined],
  ["python3.14", "2029-07-31"],
  ["python3.13", "2029-07-31"],
  ["python3.12", "2028-11-30"],
  ["python3.11", "2027-07-31"],
  ["python3.10", "2026-11-30"],
  ["python3.9", "2026-02-03"],
  ["python3.8", "2024-11-01"],
  ["python3.7", "2024-01-09"],
  ["java25", "2029-07-31"],
  ["java21", "2029-07-31"],
  ["java17.al2023", undefined],
  ["java17", "2027-07-31"],
  ["java11.al2023", undefined],
  ["java11", "2027-07-31"],
  ["java8.al2023", undefined],
  ["java8.al2", "2027-07-31"],
  ["java8", "2024-02-08"],
  ["dotnet10", "2028-12-14"],
  ["dotnet8", "2026-12-10"],
  ["dotnet6", "2025-03-01"],
  ["ruby4.0", undefined],
  ["ruby3.4", "2028-04-30"],
  ["ruby3.3", "2027-04-30"],
  ["ruby3.2", "2026-04-30"],
  ["ruby2.7", "2024-01-09"],
  ["go1.x", "2024-02-08"],
  ["provided.al2023", "2029-07-31"],
  ["provided.al2", "2026-08-31"],
  ["provided", "2024-02-08"],
]);

/** The newest that Lambda offers to everybody; its model may know newer ones. */
export const NEWEST_NODE = "nodejs24.x";
export const NEWEST_PYTHON = "python3.14";

/** Days before a runtime's end from which on there is a word about it. */
const NOTICE = 180;

/** Why there is no such runtime. */
export function runtimeProblem(runtime: string): string | undefined {
  if (RUNTIMES.has(runtime)) return undefined;
  const language = /^[a-z]+/.exec(runtime)?.[0] ?? "";
  const alike = [...RUNTIMES.keys()].filter((name) => name.startsWith(language));
  return `${JSON.stringify(runtime)} is no runtime of Lambda; take one of ${(language === "" || alike.length === 0 ? [...RUNTIMES.keys()] : alike).join(", ")}`;
}

/** What there is to say of a runtime of which functions can no longer be made, or soon cannot. */
export function runtimeWarning(runtime: string, today: Date): string | undefined {
  const end = RUNTIMES.get(runtime);
  if (end === undefined) return undefined;
  const days = (Date.parse(end) - today.getTime()) / 86_400_000;
  if (days > NOTICE) return undefined;
  return days > 0
    ? `runtime: from ${end} on AWS lets nobody make functions of ${runtime}, and a month later change them; take a newer one.`
    : `runtime: since ${end} AWS lets nobody make functions of ${runtime}; those that there are stay for now. Take a newer one.`;
}

/** Major version of a Node.js runtime. */
export function nodeVersionOf(runtime: string = NEWEST_NODE): number {
  return Number.parseInt(runtime.slice("nodejs".length), 10);
}
