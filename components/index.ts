export type {
  AuthorizerArguments,
  CorsArguments,
  Handler,
  HandlerContext,
  IntegrationArguments,
  IntegrationResponseArguments,
  JwtAdditionalClaimArguments,
  JwtIssuerArguments,
  ModelType,
  ModelTypes,
  Problem,
  ResourcePolicyArguments,
  RouteArguments,
  RuleName,
  UsagePlanArguments,
} from "../definition/index";
export {
  body,
  context,
  corsHeaders,
  DefinitionError,
  decodedPath,
  header,
  jsonText,
  optional,
  path,
  query,
  required,
  result,
  stageVariable,
} from "../definition/index";
export type { ApiKeyArgs } from "./access/api-keys";
export * from "./access/authorizers";
export { ApiGatewayAccount, type ApiGatewayAccountArgs } from "./api-gateway-account";
export type { OpenApiArgs } from "./arguments/openapi";
export type { RestApiArgs, RestApiTransform } from "./arguments/rest-api-arguments";
export type { DomainNameArgs, DomainVpcEndpointArgs, HostedZoneReference, StageReference } from "./domains/arguments";
export { DomainName } from "./domains/domain-name";
export * from "./integrations";
export type { AliasArgs, AsynchronousArgs, FunctionPolicy, LambdaFunctionArgs } from "./lambda/arguments";
export { LambdaFunction } from "./lambda/lambda-function";
export { ApiAlarms, type ApiAlarmsArgs } from "./observability/alarms";
export { ApiDashboard, type ApiDashboardArgs } from "./observability/dashboard";
export type { ApiMetric, ApiMetricName, ApiMetricOptions, DashboardMetric, MetricStatistic } from "./observability/metrics";
export { ExecuteApiEndpoint, type ExecuteApiEndpointArgs } from "./private/execute-api-endpoint";
export type { VpcEndpointReference } from "./private/vpc-endpoint-reference";
export { byStageVariable, type FunctionReference, functionByArn } from "./references/function-reference";
export type { References } from "./references/references";
export { RestApi } from "./rest-api";
export { refusal } from "./rules/refusal";
export type { AccessLogArgs, CanaryArgs, StageArgs } from "./stages/stage-arguments";
export type { Transform } from "./transform";
