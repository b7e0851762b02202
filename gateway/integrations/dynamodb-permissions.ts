import { isObject } from "../../languages/json/index";
/** Something that a caller must be allowed to do. */
export interface NeededPermission {
  readonly action: string;
  readonly resource: string;
}

/** Where tables are: `arn:aws:dynamodb:us-east-1:123456789012:`. */
type ArnPrefix = string;

/**
 * What an operation needs its caller to be allowed. A query or scan of an index is of that index alone; a transaction needs what its parts
 * would need by themselves.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
export function dynamoDbPermissions(operation: string, body: Buffer, prefix: ArnPrefix): NeededPermission[] {
  const request = parse(body);
  const resources = (tables: readonly string[]) =>
    tables.map((table) => ({ action: `dynamodb:${operation}`, resource: tableArn(table, prefix) }));
  const needed = PARTS.get(operation)?.(request, prefix) ?? resources(tablesOf(request));
  return needed.length > 0 ? needed : [{ action: `dynamodb:${operation}`, resource: "*" }];
}

const PARTS: ReadonlyMap<string, (request: Members, prefix: ArnPrefix) => NeededPermission[]> = new Map([
  ["Query", (request, prefix) => onIndex("Query", request, prefix)],
  ["Scan", (request, prefix) => onIndex("Scan", request, prefix)],
  ["TransactGetItems", transaction({ Get: "GetItem" })],
  ["TransactWriteItems", transaction({ ConditionCheck: "ConditionCheckItem", Delete: "DeleteItem", Put: "PutItem", Update: "UpdateItem" })],
  ["ExecuteStatement", (request, prefix) => statement(request, prefix)],
  ["BatchExecuteStatement", (request, prefix) => list(request["Statements"]).flatMap((part) => statement(part, prefix))],
  ["ExecuteTransaction", (request, prefix) => list(request["TransactStatements"]).flatMap((part) => statement(part, prefix))],
]);

function onIndex(operation: string, request: Members, prefix: ArnPrefix): NeededPermission[] {
  const [table, index] = [request["TableName"], request["IndexName"]];
  if (typeof table !== "string") return [];
  return [{ action: `dynamodb:${operation}`, resource: `${tableArn(table, prefix)}${typeof index === "string" ? `/index/${index}` : ""}` }];
}

function transaction(actions: Readonly<Record<string, string>>): (request: Members, prefix: ArnPrefix) => NeededPermission[] {
  return (request, prefix) =>
    list(request["TransactItems"]).flatMap((item) =>
      Object.entries(actions).flatMap(([part, action]) => {
        const table = members(item[part])["TableName"];
        return typeof table === "string" ? [{ action: `dynamodb:${action}`, resource: tableArn(table, prefix) }] : [];
      }),
    );
}

const STATEMENT = /^\s*(SELECT|INSERT|UPDATE|DELETE)\b(?:.*?\b(?:FROM|INTO))?\s*"?([\w.:/-]+?)"?(?:\."?([\w.-]+)"?)?(?:\s|$)/is;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html */
function statement({ Statement: text }: Members, prefix: ArnPrefix): NeededPermission[] {
  const [, verb, table, index] = (typeof text === "string" ? STATEMENT.exec(text) : null) ?? [];
  if (verb === undefined || table === undefined) return [];
  const action = `dynamodb:PartiQL${verb.charAt(0).toUpperCase()}${verb.slice(1).toLowerCase()}`;
  return [{ action, resource: `${tableArn(table, prefix)}${index === undefined ? "" : `/index/${index}`}` }];
}

function tablesOf(request: Members): string[] {
  const one = request["TableName"] ?? request["ResourceArn"] ?? request["TableArn"] ?? request["StreamArn"];
  return typeof one === "string" ? [one] : Object.keys(members(request["RequestItems"]));
}

function tableArn(table: string, prefix: ArnPrefix): string {
  return table.startsWith("arn:") ? table : `${prefix}table/${table}`;
}

type Members = Readonly<Record<string, unknown>>;

function parse(body: Buffer): Members {
  try {
    return members(JSON.parse(body.toString("utf8")));
  } catch {
    return {};
  }
}

function members(value: unknown): Members {
  return isObject(value) ? value : {};
}

function list(value: unknown): Members[] {
  return Array.isArray(value) ? value.map(members) : [];
}
