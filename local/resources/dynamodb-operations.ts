import { list, properties, text } from "./properties";
import { named, type Registry } from "./registry";

/** What the embedded DynamoDB answers: its summary of compatibility. */
const RUN_LOCALLY = new Set([
  "BatchExecuteStatement",
  "BatchGetItem",
  "BatchWriteItem",
  "CreateTable",
  "DeleteItem",
  "DeleteTable",
  "DescribeStream",
  "DescribeTable",
  "DescribeTimeToLive",
  "ExecuteStatement",
  "ExecuteTransaction",
  "GetItem",
  "GetRecords",
  "GetShardIterator",
  "ListStreams",
  "ListTables",
  "ListTagsOfResource",
  "PutItem",
  "Query",
  "Scan",
  "TagResource",
  "TransactGetItems",
  "TransactWriteItems",
  "UntagResource",
  "UpdateItem",
  "UpdateTable",
  "UpdateTimeToLive",
]);

/** Permissions that are no operations: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
const PERMISSIONS = new Set(["ConditionCheckItem", "PartiQLDelete", "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate"]);

const OTHERWISE = "--endpoint dynamodb=URL points to a DynamoDB that has it";

/** What of DynamoDB the program asks for and the embedded one has not, one line each. */
export function dynamoDbNotices(registry: Registry): string[] {
  const tables = registry
    .all("dynamodb/table:Table")
    .flatMap((table) => [
      ...(list(table.inputs["replicas"]).length > 0 ? [`${named(table)}: its replicas are not made locally`] : []),
      ...(properties(table.inputs["importTable"])["s3BucketSource"] === undefined
        ? []
        : [`${named(table)}: nothing is imported into it locally`]),
    ]);
  const operations = [
    ...new Set(
      ["iam/rolePolicy:RolePolicy", "iam/policy:Policy"]
        .flatMap((type) => registry.all(type))
        .flatMap(({ inputs }) => namedIn(inputs["policy"])),
    ),
  ];
  const missing = operations.filter((operation) => !RUN_LOCALLY.has(operation) && !PERMISSIONS.has(operation)).sort();
  return [...tables, ...missing.map((operation) => `DynamoDB's ${operation}, which a policy allows, is not run locally: ${OTHERWISE}`)];
}

function namedIn(policy: unknown): string[] {
  const document = text(policy) ?? JSON.stringify(policy ?? "");
  return [...document.matchAll(/"dynamodb:([A-Za-z]+)"/g)].map(([, operation = ""]) => operation);
}
