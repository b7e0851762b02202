import type { TableDescription, TableItems } from "../../inspector/index";
import { askDynamoDb } from "../ask-dynamodb";
import { list, properties, text } from "../resources/properties";
import type { InspectorSources } from "./sources";

/** Items of a table that the page gets. */
const SHOWN = 100;

export function describeTables({ prepared: { resources } }: InspectorSources): readonly TableDescription[] {
  return resources.tables.map(({ name, request }) => ({
    name,
    keys: list(request["KeySchema"]).map((key) => text(properties(key)["AttributeName"]) ?? ""),
  }));
}

/** The first items of a table; undefined where there is none of that name. */
export async function readItems(name: string, { prepared }: InspectorSources): Promise<TableItems | undefined> {
  if (!prepared.resources.tables.some((table) => table.name === name)) return undefined;
  const found = properties(await askDynamoDb(prepared, "Scan", { TableName: name, Limit: SHOWN }));
  return { items: list(found["Items"]).map(properties), more: found["LastEvaluatedKey"] !== undefined };
}
