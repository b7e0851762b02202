import type { ApiDefinition } from "../types";
import type { Account } from "./account";
import { checkAuthorizers } from "./authorizers";
import { checkGatewayResponses } from "./gateway-responses";
import { checkIntegrationResponses } from "./integration-responses";
import { checkIntegrations } from "./integrations";
import { checkMethodResponses } from "./method-responses";
import { checkModels } from "./models";
import type { RuleName } from "./names";
import { checkPaths } from "./paths";
import { checkQuotas } from "./quotas";
import { type NamedRefusal, named, type Refusal, type Rule } from "./refusal";
import { checkRequestValidators } from "./request-validators";
import { checkResourcePolicy } from "./resource-policies";
import { checkRestApi } from "./rest-apis";
import { checkRoutes } from "./routes";

const CHECKS = [
  ["rest-api", checkRestApi],
  ["policy", checkResourcePolicy],
  ["path", checkPaths],
  ["authorization", checkRoutes],
  ["method-response", checkMethodResponses],
  ["integration-type", checkIntegrations],
  ["integration-response", checkIntegrationResponses],
  ["model", checkModels],
  ["request-validator", checkRequestValidators],
  ["authorizer", checkAuthorizers],
  ["gateway-response", checkGatewayResponses],
  ["quota", checkQuotas],
] as const satisfies readonly (readonly [RuleName, Rule])[];

/** Everything for which API Gateway would refuse a definition. */
export function* checkDefinition(definition: ApiDefinition, account: Account): Iterable<NamedRefusal> {
  for (const [rule, check] of CHECKS) yield* named(rule, check(definition, account));
}

/** A refusal's message, with what API Gateway itself answers last. */
export function messageOf({ message, aws }: Refusal): string {
  return aws === undefined ? message : `${message} API Gateway: ${aws}`;
}
