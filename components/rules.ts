import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Account, type ApiDefinition, checkResourceTags, lateValue, type Problem, type Quotas, type WarningRule, warn } from "../definition/index";
import { mapRecord } from "./map-record";

/** What the rules have to know besides the API. */
export interface RuleArgs {
  /** Quotas that AWS has raised for the account; those that are not named are AWS's own. @default AWS's own */
  readonly quotas?: Partial<Quotas>;
  /** Names of warnings that are not given. @default none */
  readonly suppressWarnings?: readonly WarningRule[];
}

type Tags = Readonly<Record<string, pulumi.Input<string>>>;

/** What is known of the account that a component deploys to; its id where the configuration of the default provider allows one alone. */
export function accountOf({ quotas }: RuleArgs, component: pulumi.ComponentResource): Account {
  const [accountId, ...others] = component.getProvider("aws:apigateway/restApi:RestApi") === undefined ? (aws.config.allowedAccountIds ?? []) : [];
  return { ...(quotas !== undefined && { quotas }), ...(accountId !== undefined && others.length === 0 && { accountId }) };
}

/** What is wrong with the tags; values that are known later are left aside. */
export function tagProblems(tags: Tags = {}): readonly Problem[] {
  return checkResourceTags(mapRecord(tags, (value, key) => (typeof value === "string" ? value : lateValue(key))));
}

/** Warns of what works and is hardly meant. */
export function reportWarnings(definition: ApiDefinition, { suppressWarnings }: RuleArgs, component: pulumi.ComponentResource): void {
  for (const { where, message, rule } of warn(definition, suppressWarnings)) void pulumi.log.warn(`${where}: ${message} (${rule})`, component);
}
