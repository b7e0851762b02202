/** What API Gateway refuses, what can never work, and what is hardly meant: every rule of every noun, all problems at once. */
import type { ApiArguments, Named } from "../arguments";
import type { Problem } from "../problems";
import type { ApiDefinition, StageDefinition } from "../types";
import { checkAccessLogDestination as checkDestination } from "./access-logs";
import type { Account } from "./account";
import { checkDefinition, messageOf } from "./api";
import { checkCallers } from "./callers";
import { checkCors } from "./cors";
import { checkMappings } from "./mappings";
import { checkRouteKeys } from "./paths";
import { argumentPlace } from "./places";
import { checkPrincipals } from "./principals";
import type { DefinitionPath, Refusal } from "./refusal";
import { checkStages } from "./stages";
import { checkTags } from "./tags";
import { checkUnworkable } from "./unworkable";
import { checkUsage, type UsageArguments } from "./usage-plans";
import type { ApiUse } from "./usage-warnings";
import { checkWarnings, type Warning, type WarningRule } from "./warnings";

/** All that is wrong with the arguments and what they were read as, each at its place; nothing, if API Gateway takes the API and it can answer. */
export function check(
  args: ApiArguments<Named>,
  definition: ApiDefinition,
  stages: readonly StageDefinition[],
  account: Account = {},
  place: (path: DefinitionPath) => string = argumentPlace,
): readonly Problem[] {
  const mappings = [...checkMappings(args.routes)];
  const refusals = [
    ...checkRouteKeys(Object.keys(args.routes)),
    ...mappings,
    ...checkCallers(args),
    ...checkPrincipals(args),
    ...checkCors(args),
    ...checkDefinition(definition, account),
    ...[...checkUnworkable(definition)].filter((refusal) => !isMadeOf(mappings, refusal)),
    ...checkStages(stages, definition, account),
  ];
  return problems(refusals, place);
}

/** Whether it is told of a template that was made of a typed mapping, which is told of already. */
function isMadeOf(mappings: readonly Refusal[], { path }: Refusal): boolean {
  return (path.includes("requestTemplates") || path.includes("responseTemplates")) && mappings.some((mapping) => mapping.path[1] === path[1]);
}

/** All for which API Gateway would refuse the stages of an API. */
export function checkApiStages(stages: readonly StageDefinition[], definition: ApiDefinition, account: Account = {}): readonly Problem[] {
  return problems([...checkStages(stages, definition, account)]);
}

/** All for which API Gateway would refuse a definition, wherever it comes from. */
export function checkApi(definition: ApiDefinition, account: Account = {}): readonly Problem[] {
  return problems([...checkDefinition(definition, account)]);
}

/** All for which API Gateway would refuse the tags of an API or of its stages. */
export function checkResourceTags(tags: Readonly<Record<string, string>>): readonly Problem[] {
  return problems([...checkTags(tags)]);
}

/** All for which API Gateway would refuse to send an access log there. */
export function checkAccessLogDestination(path: DefinitionPath, arn: string): readonly Problem[] {
  return problems([...checkDestination(path, arn)]);
}

/** All for which API Gateway would refuse an API's keys and usage plans. */
export function checkUsagePlans(usage: UsageArguments, account: Account = {}): readonly Problem[] {
  return problems([...checkUsage(usage, account)]);
}

const UNUSED: ApiUse = { stages: [], usagePlans: {}, stagesOfNamesakes: [] };

/** All of a definition that works and is hardly meant, but for the rules that are suppressed. */
export function warn(
  definition: ApiDefinition,
  suppressed: readonly WarningRule[] = [],
  use: ApiUse = UNUSED,
  place: (path: DefinitionPath) => string = argumentPlace,
): readonly Warning[] {
  return [...checkWarnings(definition, use, suppressed)].map(({ path, message, rule }) => ({ where: place(path), message, rule }));
}

function problems(refusals: readonly Refusal[], place: (path: DefinitionPath) => string = argumentPlace): readonly Problem[] {
  return refusals.map((refusal) => ({ where: place(refusal.path), message: messageOf(refusal) }));
}
