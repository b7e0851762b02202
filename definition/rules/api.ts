import type { ApiDefinition } from "../types";
import type { Account } from "./account";
import { checkAuthorizers } from "./authorizers";
import { checkGatewayResponses } from "./gateway-responses";
import { checkIntegrationResponses } from "./integration-responses";
import { checkIntegrations } from "./integrations";
import { checkMethodResponses } from "./method-responses";
import { checkModels } from "./models";
import { checkPaths } from "./paths";
import { checkQuotas } from "./quotas";
import type { Refusal, Rule } from "./refusal";
import { checkRequestValidators } from "./request-validators";
import { checkResourcePolicy } from "./resource-policies";
import { checkRestApi } from "./rest-apis";
import { checkRoutes } from "./routes";

const RULES: readonly Rule[] = [
  checkRestApi,
  checkResourcePolicy,
  checkPaths,
  checkRoutes,
  checkMethodResponses,
  checkIntegrations,
  checkIntegrationResponses,
  checkModels,
  checkRequestValidators,
  checkAuthorizers,
  checkGatewayResponses,
  checkQuotas,
];

/** Everything for which API Gateway would refuse a definition. */
export function* checkDefinition(definition: ApiDefinition, account: Account): Iterable<Refusal> {
  for (const rule of RULES) yield* rule(definition, account);
}

/** A refusal's message, with what API Gateway itself answers last. */
export function messageOf({ message, aws }: Refusal): string {
  return aws === undefined ? message : `${message} API Gateway: ${aws}`;
}
