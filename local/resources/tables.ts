import type { Resource } from "../program/index";
import { list, number, type Properties, parsed, properties, text, texts } from "./properties";
import { named, type Registry } from "./registry";

/** A DynamoDB table as CreateTable takes it, and its first items as PutItem takes them. */
export interface LocalTable {
  readonly name: string;
  /** The name of the resource in the program. */
  readonly logicalName: string;
  /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
  readonly request: Properties;
  /** As UpdateTimeToLive takes it. */
  readonly timeToLive?: Properties;
  readonly items: readonly unknown[];
}

export interface LocalTables {
  readonly tables: readonly LocalTable[];
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

/** What a table cannot be made without. */
const KEYS = /^(?:hashKey|rangeKey|attributes|globalSecondaryIndexes|localSecondaryIndexes)\b/;

/** The program's tables; two of one name are a problem that names both, and keys that only a deployment knows are told. */
export function readTables(registry: Registry): LocalTables {
  const byName = new Map<string, Resource>();
  const problems: string[] = [];
  for (const table of registry.all("dynamodb/table:Table").filter(({ existing }) => !existing)) {
    const name = text(table.outputs["name"]) ?? "";
    const other = byName.get(name);
    if (other)
      problems.push(
        `${named(other)} and ${named(table)} are both the DynamoDB table ${JSON.stringify(name)}; give one of them another name`,
      );
    else byName.set(name, table);
  }
  const made = [...byName].filter(([, table]) => !hasUnknown(table, KEYS));
  const unmade = [...byName.values()].filter((table) => hasUnknown(table, KEYS));
  const items = registry.all("dynamodb/tableItem:TableItem").filter((item) => !hasUnknown(item, /^item$/));
  const tables = made.map(([name, { inputs, name: logicalName }]) => ({
    name,
    logicalName,
    request: createTable(name, inputs),
    ...timeToLive(inputs),
    items: items.filter((item) => item.inputs["tableName"] === name).flatMap((item) => readItem(item, problems)),
  }));
  return {
    tables,
    problems,
    notices: unmade.map((table) => `${named(table)}: a key of it is not known locally, so that it is not made; nobody finds it`),
  };
}

function readItem(item: Resource, problems: string[]): readonly unknown[] {
  try {
    return [parsed(text(item.inputs["item"]) ?? "{}", `${named(item)}: its item`)];
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
    return [];
  }
}

function hasUnknown({ unknown }: Resource, path: RegExp): boolean {
  return unknown.some((input) => path.test(input.path));
}

function createTable(name: string, inputs: Properties): Properties {
  const provisioned = (inputs["billingMode"] ?? "PROVISIONED") === "PROVISIONED";
  const global = list(inputs["globalSecondaryIndexes"]).map(properties);
  const local = list(inputs["localSecondaryIndexes"]).map(properties);
  const hashKey = inputs["hashKey"];
  return {
    TableName: name,
    AttributeDefinitions: list(inputs["attributes"])
      .map(properties)
      .map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    KeySchema: keySchema(inputs),
    BillingMode: provisioned ? "PROVISIONED" : "PAY_PER_REQUEST",
    ...(provisioned ? { ProvisionedThroughput: throughput(inputs) } : {}),
    ...(global.length > 0
      ? {
          GlobalSecondaryIndexes: global.map((index) => ({
            ...secondaryIndex(index, index),
            ...(provisioned ? { ProvisionedThroughput: throughput(index) } : {}),
          })),
        }
      : {}),
    ...(inputs["streamEnabled"] === true ? { StreamSpecification: { StreamEnabled: true, StreamViewType: inputs["streamViewType"] } } : {}),
    ...(local.length > 0
      ? { LocalSecondaryIndexes: local.map((index) => secondaryIndex(index, { hashKey, rangeKey: index["rangeKey"] })) }
      : {}),
  };
}

function timeToLive(inputs: Properties): Pick<LocalTable, "timeToLive"> {
  const { attributeName, enabled = true } = properties(inputs["ttl"]);
  return attributeName === undefined || enabled !== true ? {} : { timeToLive: { AttributeName: attributeName, Enabled: true } };
}

function keySchema({ hashKey, rangeKey }: Properties): unknown[] {
  return [{ AttributeName: hashKey, KeyType: "HASH" }, ...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: "RANGE" }])];
}

function throughput(inputs: Properties): Properties {
  return { ReadCapacityUnits: number(inputs["readCapacity"]) ?? 1, WriteCapacityUnits: number(inputs["writeCapacity"]) ?? 1 };
}

function secondaryIndex(index: Properties, keys: Properties): Properties {
  const attributes = texts(index["nonKeyAttributes"]);
  const projection = {
    ProjectionType: index["projectionType"] ?? "ALL",
    ...(attributes.length > 0 ? { NonKeyAttributes: attributes } : {}),
  };
  return { IndexName: index["name"], KeySchema: keySchema(keys), Projection: projection };
}
