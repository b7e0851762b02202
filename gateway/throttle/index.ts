/** What a usage plan, a stage and a method allow in time; every clock is given. */
export { createQuota, type Quota, type QuotaSettings } from "./quota";
export { createTokenBucket, type TokenBucket } from "./token-bucket";
export { createUsage, type Usage } from "./usage";
