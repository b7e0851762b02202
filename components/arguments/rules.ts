import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  type Account,
  type ApiDefinition,
  checkResourceTags,
  lateValue,
  mapRecord,
  openRoutes,
  type Places,
  type PlaceText,
  type Problem,
  type Quotas,
  type UsagePlanArguments,
  type WarningRule,
  warn,
} from "../../definition/index";
import { stagesOfNamesakes } from "./namesakes";

/** What the rules have to know besides the API. */
export interface RuleArgs {
  /** Quotas that AWS has raised for the account; those that are not named are AWS's own. @default AWS's own */
  readonly quotas?: Partial<Quotas>;
  /** Names of warnings that are not given, `open-routes` among them. @default none */
  readonly suppressWarnings?: readonly WarningRule[];
}

interface UsedArgs extends RuleArgs {
  readonly stages: Readonly<Record<string, unknown>>;
  readonly usagePlans?: Readonly<Record<string, Pick<UsagePlanArguments, "stages">>>;
}

/** An API, and where its author wrote the parts of it. */
interface WrittenApi {
  readonly definition: ApiDefinition;
  readonly places: Places;
  readonly text: PlaceText;
  readonly warnings: readonly Problem[];
}

type Tags = Readonly<Record<string, pulumi.Input<string>>>;

/** What is known of the account that a component deploys to; its id where the configuration of the default provider allows one alone. */
export function accountOf({ quotas }: RuleArgs, component: pulumi.ComponentResource): Account {
  const [accountId, ...others] =
    component.getProvider("aws:apigateway/restApi:RestApi") === undefined ? (aws.config.allowedAccountIds ?? []) : [];
  return { ...(quotas !== undefined && { quotas }), ...(accountId !== undefined && others.length === 0 && { accountId }) };
}

/** What is wrong with the tags; values that are known later are left aside. */
export function tagProblems(tags: Tags = {}): readonly Problem[] {
  return checkResourceTags(mapRecord(tags, (value, key) => (typeof value === "string" ? value : lateValue(key))));
}

/** Warns of what works and is hardly meant; tells, once, which routes are open, which often is. */
export function reportWarnings(
  { definition, places, text, warnings }: WrittenApi,
  { suppressWarnings = [], stages, usagePlans = {} }: UsedArgs,
  component: pulumi.ComponentResource,
): void {
  const names = Object.keys(stages);
  const use = { stages: names, usagePlans, stagesOfNamesakes: stagesOfNamesakes(component, definition.name, names) };
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
