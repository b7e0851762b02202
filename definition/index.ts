export { type Alarm, type Alarms, defineAlarms, hasRouteMetrics, type LatencyAlarm, type RequestAlarms, slowestShare } from "./alarms";
export * from "./arguments";
export type * from "./arguments/alarms";
export { type Arn, arnParts, formatArn, functionArnParts } from "./arns";
export { corsHeaders } from "./cors/index";
export { DEFAULTS, NO_DESCRIPTION } from "./defaults";
export { defineApi, readArguments } from "./define";
export { defineStage } from "./define-stage";
export * from "./domains/index";
export { ENDPOINT_REDEPLOYS, fingerprint, REDEPLOYS, STAGE_REDEPLOYS, snapshot } from "./fingerprint";
export type * from "./handler-types";
export { withInvokeRole } from "./invoke-role";
export { type Joins, type OpenApiDocument, readOpenApiDocument } from "./join/document";
export { joinOpenApi, type SaidBeside } from "./join/join";
export { invocationPath, invocationUri, namesByStageVariable, parseInvocationUri, streamingUri } from "./lambda-uri";
export { fillLateValues, isLateValue, lateValue } from "./late-values";
export { DEFAULT_PERIOD, DEFAULT_TTL, FUNCTION_POLICY_BYTES, INTEGRATION_TIMEOUT, PAYLOAD_BYTES } from "./limits";
export { mapRecord } from "./map-record";
export * from "./mapping/index";
export type * from "./model-types";
export { DEFAULT_MODELS } from "./models";
export { nearest } from "./nearest";
export { exportOpenApi, type OpenApiExport } from "./openapi/export";
export { type ImportedApi, importOpenApi, type OpenApiSettings, readOpenApi } from "./openapi/read";
export type { SecuritySchemeAccess } from "./openapi/read-security";
export type { OpenApiSource } from "./openapi/source";
export { writeOpenApi } from "./openapi/write";
export { yamlData, yamlErrors } from "./openapi/yaml";
export * from "./paths";
export { planPermissions } from "./permissions/plan";
export type { FunctionPolicy, PermissionPlan, PermissionRequest, PermissionStatement, Widening } from "./permissions/types";
export { argumentPlace, documentPlace, type Path, Places, type Writing, type WrittenPlace } from "./places";
export { DefinitionError, type Problem } from "./problems";
export type { ReadApi } from "./read-api";
export { withPolicyDocument } from "./resource-policy";
export type { Account, Quotas } from "./rules/account";
export { checkAlarms, checkRouteMetrics, periodProblem } from "./rules/alarms";
export {
  check,
  checkAccessLogDestination,
  checkApi,
  checkApiStages,
  checkResourceTags,
  checkTools,
  checkUsagePlans,
  type PlaceText,
  warn,
} from "./rules/index";
export { RULES, type RuleName } from "./rules/names";
export { openRoutes } from "./rules/open-routes";
export { isExcluded, mayBeNew } from "./rules/refusal";
export { notKnown } from "./rules/unknown-values";
export type { Warning, WarningRule } from "./rules/warnings";
export * from "./tables/index";
export * from "./types";
export { type Given, given, present, type Unread, type Whole, whole } from "./whole";
