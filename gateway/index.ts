export { createDomainRouter, type DomainRoute, type DomainRouting, type MappedStage } from "./domains/router";
export { createGateway } from "./gateway";
export type * from "./types";
