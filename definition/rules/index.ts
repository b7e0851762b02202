/** What API Gateway refuses: every rule of every noun, all problems at once. */
import type { ApiArguments, Named } from "../arguments";
import type { Problem } from "../problems";
import type { ApiDefinition, StageDefinition } from "../types";
import { checkIntegrations } from "./integrations";
import { checkMappings } from "./mappings";
import { checkModels } from "./models";
import { checkPaths, checkRouteKeys } from "./paths";
import { checkRoutes } from "./routes";
import { checkStages } from "./stages";

/** All that is wrong with the arguments and what they were read as; nothing, if API Gateway would take the API. */
export function check(args: ApiArguments<Named>, definition: ApiDefinition, stages: readonly StageDefinition[]): readonly Problem[] {
  return [...checkRouteKeys(Object.keys(args.routes)), ...checkMappings(args.routes), ...checkApi(definition), ...checkStages(stages, definition)];
}

/** All that is wrong with a definition, wherever it comes from. */
export function checkApi(definition: ApiDefinition): readonly Problem[] {
  return [...checkPaths(definition), ...checkRoutes(definition), ...checkIntegrations(definition), ...checkModels(definition)];
}
