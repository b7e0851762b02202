export { createDomainRouter, type DomainRoute, type DomainRouting, type MappedStage } from "./domains/router";
export { createGateway } from "./gateway";
export { dynamoDbPermissions, type NeededPermission } from "./integrations/dynamodb-permissions";
export { type Explanation, executionLog, explain } from "./trace/index";
export type * from "./trace/types";
export type * from "./types";
