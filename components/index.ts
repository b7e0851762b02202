/**
 * The components, and what their arguments are made of.
 * @module lambda-rest-api
 */
import "./oldest-provider";

export type {
  AccessLogArguments,
  AlarmPeriods,
  ApiKeySource,
  Architecture,
  AuthorizationArguments,
  AuthorizerType,
  CacheArguments,
  CacheClusterSize,
  CachedArguments,
  CallersArguments,
  CanaryArguments,
  CommonSource,
  ContentHandling,
  CorsArguments,
  CountAlarmArguments,
  CustomIntegrationOptions,
  DomainWarningRule,
  EndpointAccessMode,
  EndpointType,
  GatewayResponseArguments,
  GatewayResponseType,
  Handler,
  HandlerContext,
  IdentitySource,
  IntegrationResponseArguments,
  IntegrationType,
  IpAddressType,
  JsonObject,
  JsonText,
  JwtAdditionalClaimArguments,
  JwtConfigurationArguments,
  JwtIssuerArguments,
  JwtSigningAlgorithm,
  LatencyAlarmArguments,
  LoggingLevel,
  Mapping,
  MatchHeader,
  Method,
  MethodResponseArguments,
  MethodSettingsArguments,
  ModelType,
  ModelTypes,
  MutualTlsArguments,
  PassthroughBehavior,
  PathSource,
  PathVariables,
  PolicyDocument,
  PolicyElement,
  Problem,
  QuotaArguments,
  QuotaPeriod,
  Quotas,
  RateAlarmArguments,
  RequestAlarmsArguments,
  RequestSource,
  ResponseSource,
  ResponseTransferMode,
  RouteAuthorizer,
  RouteKey,
  RoutingMode,
  RoutingRuleArguments,
  RuleName,
  SecurityPolicy,
  SecuritySchemeAccess,
  Source,
  StageArguments,
  Throttle,
  UnauthorizedCacheControl,
  UsagePlanArguments,
  WarningRule,
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
export type { ApiKeyArgs, ApiKeys } from "./access/api-keys";
export * from "./access/authorizers";
export type { GrantExecuteOptions } from "./access/grant-execute";
export { ApiGatewayAccount, type ApiGatewayAccountArgs } from "./api-gateway-account";
export type { AuthorizerArguments, IntegrationArguments, ResourcePolicyArguments, RouteArguments } from "./arguments/annotations";
export type { OpenApiArgs } from "./arguments/openapi";
export type { RestApiArgs, RestApiTransform } from "./arguments/rest-api-arguments";
export type {
  DomainNameArgs,
  DomainNameTransform,
  DomainVpcEndpoint,
  DomainVpcEndpointArgs,
  HostedZoneReference,
  StageReference,
} from "./domains/arguments";
export type { DomainCertificate } from "./domains/certificate";
export { DomainName } from "./domains/domain-name";
export type { DomainMapping } from "./domains/mappings";
export * from "./integrations";
export type { ServiceRole } from "./integrations/service-role";
export type { Aliases } from "./lambda/aliases";
export type {
  AliasArgs,
  AsynchronousArgs,
  CodeArgs,
  FunctionPolicy,
  FunctionWarningRule,
  ImageArgs,
  InlineArgs,
  LambdaFunctionArgs,
  LambdaFunctionTransform,
  PythonArgs,
  SourceArgs,
} from "./lambda/arguments";
export { LambdaFunction } from "./lambda/lambda-function";
export { ApiAlarms } from "./observability/alarms";
export type { AlarmTransform, ApiAlarmsArgs } from "./observability/arguments";
export { ApiDashboard, type ApiDashboardArgs } from "./observability/dashboard";
export type { ApiMetric, ApiMetricName, ApiMetricOptions, DashboardMetric, MetricStatistic } from "./observability/metrics";
export type { InvokeRole } from "./permissions/invoke-role";
export type { Parts } from "./preview-parts";
export { ExecuteApiEndpoint, type ExecuteApiEndpointArgs } from "./private/execute-api-endpoint";
export type { VpcEndpointReference } from "./private/vpc-endpoint-reference";
export {
  byStageVariable,
  type FunctionByArn,
  type FunctionByStageVariable,
  type FunctionReference,
  functionByArn,
} from "./references/function-reference";
export type { References } from "./references/references";
export { RestApi } from "./rest-api";
export { refusal } from "./rules/refusal";
export type { Stage } from "./stages/stage";
export type { AccessLogArgs, CanaryArgs, StageArgs } from "./stages/stage-arguments";
export type { Transform } from "./transform";
