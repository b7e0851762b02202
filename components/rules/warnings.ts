import * as pulumi from "@pulumi/pulumi";
import {
  type ApiDefinition,
  openRoutes,
  type Places,
  type PlaceText,
  type Problem,
  type StageDefinition,
  type UsagePlanArguments,
  warn,
} from "../../definition/index";
import type { RuleArgs } from "./rule-arguments";
import { stagesOfSameName } from "./stages-of-same-name";

interface UsedArgs extends RuleArgs {
  readonly stages: Readonly<Record<string, unknown>>;
  readonly usagePlans?: Readonly<Record<string, Pick<UsagePlanArguments, "quota" | "stages">>>;
}

/** An API, and where its author wrote the parts of it. */
interface WrittenApi {
  readonly definition: ApiDefinition;
  readonly places: Places;
  readonly text: PlaceText;
  readonly warnings: readonly Problem[];
}

/** Warns of what works and is hardly meant; tells, once, which routes are open, which often is. */
export function reportWarnings(
  { definition, places, text, warnings }: WrittenApi,
  { suppressWarnings = [], stages, usagePlans = {} }: UsedArgs,
  stageDefinitions: readonly StageDefinition[],
  component: pulumi.ComponentResource,
): void {
  const names = Object.keys(stages);
  const use = { stages: names, stageDefinitions, usagePlans, stagesOfSameName: stagesOfSameName(component, definition.name, names) };
  const imported = suppressWarnings.includes("import") ? [] : warnings.map((warning) => ({ ...warning, rule: "import" }));
  for (const { where, message, rule } of [...imported, ...warn(definition, suppressWarnings, use, places, text)])
    void pulumi.log.warn(`${where}: ${message} (${rule})`, component);
  const open = suppressWarnings.includes("open-routes") ? [] : openRoutes(definition);
  if (open.length > 0) void pulumi.log.info(`open to everybody: ${listed(open)} (open-routes)`, component);
}

/** A line of a preview holds about so many. */
const MOST = 12;

function listed(names: readonly string[]): string {
  return [...names.slice(0, MOST), ...(names.length > MOST ? [`and ${names.length - MOST} more`] : [])].join(", ");
}
