/** What API Gateway refuses, what can never work, and what is hardly meant: every rule of every noun, all problems at once. */
import { argumentPlace, documentPlace, Places, type WrittenPlace } from "../places";
import type { Problem } from "../problems";
import type { ReadApi } from "../read-api";
import type { ApiDefinition, StageDefinition } from "../types";
import { checkAccessLogDestination as checkDestination } from "./access-logs";
import type { Account } from "./account";
import { checkAgentCore } from "./agentcore";
import { checkDefinition, messageOf } from "./api";
import { checkCallers } from "./callers";
import { checkCors } from "./cors";
import { checkMappings } from "./mappings";
import type { RuleName } from "./names";
import { checkRouteKeys } from "./paths";
import { checkPreflightPrincipals, checkPrincipals } from "./principals";
import { type DefinitionPath, type NamedRefusal, named, type Refusal } from "./refusal";
import { checkStages } from "./stages";
import { checkTags } from "./tags";
import { checkUnworkable } from "./unworkable";
import { checkUsage, type UsageArguments } from "./usage-plans";
import type { ApiUse } from "./usage-warnings";
import { checkWarnings, type Warning, type WarningRule } from "./warnings";

/** How a place is told. */
export type PlaceText = (place: WrittenPlace) => string;

/**
 * All that is wrong with an API and its stages, each at the place where its author wrote it; nothing, if API Gateway takes the API and it
 * can answer.
 */
export function check(
  api: ReadApi,
  stages: readonly StageDefinition[],
  account: Account = {},
  text: PlaceText = textOf,
): readonly Problem[] {
  const { definition, written, places } = api;
  const preflights = Object.keys(definition.routes).filter((key) => !Object.hasOwn(written.routes, key));
  const inArguments = (rule: RuleName, refusals: Iterable<Refusal>) =>
    [...named(rule, refusals)].map((refusal) => problemOf(refusal, { path: refusal.path, writing: "arguments" }, text));
  const inDefinition = (rule: RuleName, refusals: Iterable<Refusal>) =>
    [...named(rule, refusals)].map((refusal) => problemOf(refusal, places.of(refusal.path), text));
  const mappings = inArguments("mapping", checkMappings(api.integrations));
  return eachOnce(
    inArguments("route-key", checkRouteKeys(api.routeKeys)),
    mappings,
    inArguments("callers", checkCallers(api.policy, definition.endpoint.type)),
    inArguments("cors", checkCors(api.cors, written)),
    inArguments("principals", checkPreflightPrincipals(api.policy, preflights)),
    inDefinition("principals", checkPrincipals(api.policy, written.routes)),
    inDefinition("rest-api", checkDefinition(definition, account)),
    // What is made of a typed mapping that is wrong is wrong with it.
    inDefinition("mapping-template", checkUnworkable(definition)).filter(
      ({ where }) => !mappings.some((mapping) => mapping.where === where),
    ),
    inDefinition("stage", checkStages(stages, definition, account)),
  );
}

/** All for which API Gateway would refuse the stages of an API. */
export function checkApiStages(
  stages: readonly StageDefinition[],
  definition: ApiDefinition,
  account: Account = {},
  places: Places = new Places(),
): readonly Problem[] {
  return eachOnce(
    [...named("stage", checkStages(stages, definition, account))].map((refusal) => problemOf(refusal, places.of(refusal.path))),
  );
}

/** All for which API Gateway would refuse a definition, wherever it comes from. */
export function checkApi(definition: ApiDefinition, account: Account = {}, places: Places = new Places()): readonly Problem[] {
  return eachOnce([...checkDefinition(definition, account)].map((refusal) => problemOf(refusal, places.of(refusal.path))));
}

/** All for which API Gateway would refuse the tags of an API or of its stages. */
export function checkResourceTags(tags: Readonly<Record<string, string>>): readonly Problem[] {
  return problems("tags", checkTags(tags));
}

/** All for which API Gateway would refuse to send an access log there. */
export function checkAccessLogDestination(path: DefinitionPath, arn: string): readonly Problem[] {
  return problems("access-log", checkDestination(path, arn));
}

/**
 * All for which the routes at these paths, `/pets/*` being all that begin so, could be no tools of Amazon Bedrock AgentCore Gateway; without
 * a path all routes. Places are told as in arguments.
 */
export function checkTools(definition: ApiDefinition, filterPaths: readonly string[] = []): readonly Problem[] {
  return problems("agentcore", checkAgentCore(definition, filterPaths));
}

/** All for which API Gateway would refuse an API's keys and usage plans. */
export function checkUsagePlans(usage: UsageArguments, account: Account = {}): readonly Problem[] {
  return problems("usage-plan", checkUsage(usage, account));
}

const UNUSED: ApiUse = { stages: [], usagePlans: {}, stagesOfSameName: [] };

/** All of a definition that works and is hardly meant, but for the rules that are suppressed. */
export function warn(
  definition: ApiDefinition,
  suppressed: readonly WarningRule[] = [],
  use: ApiUse = UNUSED,
  places: Places = new Places(),
  text: PlaceText = textOf,
): readonly Warning[] {
  return [...checkWarnings(definition, use, suppressed)].map(({ path, message, rule }) => ({
    where: text(places.of(path)),
    message,
    rule,
  }));
}

function textOf({ path, writing }: WrittenPlace): string {
  return writing === "document" ? documentPlace(path) : argumentPlace(path);
}

function problems(rule: RuleName, refusals: Iterable<Refusal>): readonly Problem[] {
  return eachOnce([...named(rule, refusals)].map((refusal) => problemOf(refusal, { path: refusal.path, writing: "arguments" })));
}

function problemOf(refusal: NamedRefusal, place: WrittenPlace, text: PlaceText = textOf): FoundProblem {
  return { where: text(place), message: messageOf(refusal), rule: refusal.rule, what: refusal.message };
}

interface FoundProblem extends Problem {
  /** The message without API Gateway's own. */
  readonly what: string;
}

/** Each thing once: what one thing that is written becomes in several places is wrong in each of them. */
function eachOnce(...lists: readonly (readonly FoundProblem[])[]): readonly Problem[] {
  const known = new Set<string>();
  return lists.flat().flatMap(({ what, ...problem }) => {
    const key = `${problem.where}: ${what}`;
    if (known.has(key)) return [];
    known.add(key);
    return [problem];
  });
}
