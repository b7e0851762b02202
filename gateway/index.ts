export { createDomainRouter, type DomainRoute, type DomainRouting, type MappedStage } from "./domains/router";
export { createGateway } from "./gateway";
export { dynamoDbPermissions, type NeededPermission } from "./integrations/dynamodb-permissions";
export { routePermission } from "./invoke-permission";
export { evaluatePolicy, parsePolicy } from "./policy/index";
export { type Explanation, executionLog, explain } from "./trace/index";
export type * from "./trace/types";
export { type TemplateResult, type TemplateTrial, tryTemplate } from "./try-template";
export type * from "./types";
