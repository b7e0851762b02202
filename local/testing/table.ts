import { askDynamoDb } from "../ask-dynamodb";
import type { Prepared } from "../gateways";
import type { LocalTable } from "../resources/index";
import { list, properties } from "../resources/properties";
import { marshal, unmarshal } from "./attribute-values";
import type { Item, LocalTestTable } from "./types";

export function testTable({ name }: LocalTable, prepared: Prepared): LocalTestTable {
  const ask = async (operation: string, request: object) =>
    properties(await askDynamoDb(prepared, operation, { TableName: name, ...request }));
  return {
    async put(item) {
      await ask("PutItem", { Item: marshalled(item) });
    },
    async get(key) {
      const { Item: item } = await ask("GetItem", { Key: marshalled(key), ConsistentRead: true });
      return item === undefined ? undefined : unmarshalled(item);
    },
    async items() {
      const items: Item[] = [];
      let from: unknown;
      do {
        const page = await ask("Scan", { ConsistentRead: true, ...(from === undefined ? {} : { ExclusiveStartKey: from }) });
        items.push(...list(page["Items"]).map(unmarshalled));
        from = page["LastEvaluatedKey"];
      } while (from !== undefined);
      return items;
    },
  };
}

function marshalled(item: Item): object {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, marshal(value)]));
}

function unmarshalled(item: unknown): Item {
  return Object.fromEntries(Object.entries(properties(item)).map(([name, value]) => [name, unmarshal(value)]));
}
