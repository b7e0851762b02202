import type { ApiKey, UsagePlan } from "../../gateway/index";
import { type Cloud, type Given, type Recording, type StoredValues, storedValues } from "../program/index";
import { type Access, readAccess } from "./access";
import { type BrokenApi, type LocalApi, readApis } from "./apis";
import { conflicts } from "./conflicts";
import { differences } from "./differences";
import { domainNotices, type LocalDomain, readDomains } from "./domains";
import { dynamoDbNotices } from "./dynamodb-operations";
import { type LocalFunction, readFunctions, readQualifiers, readWeights } from "./functions";
import { type LocalObject, readObjects } from "./objects";
import { otherApis } from "./other-apis";
import { Registry } from "./registry";
import { type LocalTable, readTables } from "./tables";
import { unenforced } from "./unenforced";
import { readApiKeys, usagePlansOf } from "./usage";
import { entrances } from "./vpc-endpoints";

export { type Access, functionArn } from "./access";
export type { BrokenApi, LocalApi } from "./apis";
export type { LocalDomain } from "./domains";
export type { LocalFunction } from "./functions";
export type { LocalObject } from "./objects";
export type { LocalStage } from "./stages";
export type { LocalTable } from "./tables";
export { unavailable } from "./unavailable";
export { usesOf } from "./uses";

/** What a program's resources mean for running it locally. */
export interface LocalResources {
  readonly apis: readonly LocalApi[];
  /** Those that cannot be served, beside others that can. */
  readonly broken: readonly BrokenApi[];
  readonly domains: readonly LocalDomain[];
  readonly functions: readonly LocalFunction[];
  /** The version that each alias or published version stands for, by qualified ARN. */
  readonly qualifiers: Readonly<Record<string, string>>;
  /** The shares of an alias's requests that go to other versions, by qualified ARN. */
  readonly weights: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly tables: readonly LocalTable[];
  /** What Parameter Store and Secrets Manager hold. */
  readonly values: StoredValues;
  readonly objects: readonly LocalObject[];
  readonly access: Access;
  readonly apiKeys: readonly ApiKey[];
  readonly usagePlans: (apiId: string) => readonly UsagePlan[];
  /** What the cloud would refuse, one text each. */
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

/** Reads the resources that a program registered, and the values that it has from elsewhere. */
export function readResources(recording: Pick<Recording, "resources">, cloud: Cloud, given: Given = new Map()): LocalResources {
  const registry = new Registry(recording);
  const { apis, broken, ...found } = readApis(registry, cloud);
  const told = broken.map(({ problem }) => problem);
  const access = readAccess(registry, cloud);
  const { tables, ...ofTables } = readTables(registry);
  const functions = readFunctions(registry);
  const domains = readDomains(registry);
  return {
    apis,
    broken,
    domains,
    functions,
    qualifiers: readQualifiers(registry, cloud),
    weights: readWeights(registry, cloud),
    tables,
    values: storedValues(recording.resources, given, cloud),
    objects: readObjects(registry),
    access,
    apiKeys: readApiKeys(registry),
    usagePlans: (apiId) => usagePlansOf(apiId, registry),
    problems: [...(apis.length === 0 ? told : []), ...ofTables.problems],
    notices: [
      ...(apis.length === 0 ? [] : told.map((problem) => `${problem}; the other APIs are served, this one answers 500`)),
      ...otherApis(registry),
      ...found.notices,
      ...conflicts(registry),
      ...access.notices,
      ...differences(registry),
      ...ofTables.notices,
      ...dynamoDbNotices(registry),
      ...unenforced(apis, registry),
      ...entrances(apis),
      ...domainNotices(domains),
    ],
  };
}
