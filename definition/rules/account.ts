import { INTEGRATION_TIMEOUT } from "../limits";

/** What is known of the account that an API is deployed to. */
export interface Account {
  /** Quotas that AWS has raised for the account. @default AWS's own */
  readonly quotas?: Partial<Quotas>;
  /** Twelve digits. @default not known */
  readonly accountId?: string;
}

/** Quotas that AWS raises for an account on request: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export interface Quotas {
  /** Resources of one API: its paths, and every path that leads to them. @default 300 */
  readonly resources: number;
  /** Stages of one API. @default 10 */
  readonly stages: number;
  /** Authorizers of one API. @default 10 */
  readonly authorizers: number;
  /** Documentation parts of one API. @default 2000 */
  readonly documentationParts: number;
  /** Characters of the resource policy's JSON. @default 8192 */
  readonly policyLength: number;
  /** Usage plans that one API key is in. @default 10 */
  readonly plansPerKey: number;
  /** Milliseconds of the longest integration timeout of a regional or private API. @default 29000 */
  readonly integrationTimeout: number;
}

export const DEFAULT_QUOTAS: Quotas = {
  resources: 300,
  stages: 10,
  authorizers: 10,
  documentationParts: 2000,
  policyLength: 8192,
  plansPerKey: 10,
  integrationTimeout: INTEGRATION_TIMEOUT,
};
