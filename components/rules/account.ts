import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../definition/index";
import type { RuleArgs } from "./rule-arguments";

/** What is known of the account that a component deploys to; its id where the configuration of the default provider allows one alone. */
export function accountOf({ quotas }: RuleArgs, component: pulumi.ComponentResource): Account {
  const [accountId, ...others] =
    component.getProvider("aws:apigateway/restApi:RestApi") === undefined ? (aws.config.allowedAccountIds ?? []) : [];
  return { ...(quotas !== undefined && { quotas }), ...(accountId !== undefined && others.length === 0 && { accountId }) };
}
