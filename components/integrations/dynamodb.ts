import type { IntegrationArguments, Mapping, RequestSource } from "../../definition/index";
import { mapText } from "../late/text";
import { type ArnReference, arnOf, nameIn } from "../references/arn-reference";
import type { References } from "../references/references";
import { type ServiceOptions, serviceIntegration } from "./service-integration";

/** Actions on one table: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html */
export type DynamoDbAction = "DeleteItem" | "GetItem" | "PutItem" | "Query" | "Scan" | "UpdateItem";

/** What an action on a table takes. */
export interface DynamoDbOptions<Variable extends string> extends ServiceOptions<Variable> {
  /** The action's parameters besides `TableName` and `IndexName`; attribute values are written as DynamoDB does, `{ S: path("id") }`. */
  readonly request?: { readonly [name: string]: Mapping<RequestSource<Variable> | References["text"]> };
  /** The index that is queried or scanned in place of the table. @default none */
  readonly indexName?: string;
}

/** An action on a table of DynamoDB, which the role may do on that table, or on that index of it, alone. */
export function dynamoDb<const Variable extends string = never>(
  table: ArnReference,
  action: DynamoDbAction,
  { request = {}, indexName, ...options }: DynamoDbOptions<Variable> = {},
): IntegrationArguments<References, Variable> {
  const arn = arnOf(table);
  const resource = indexName === undefined ? arn : mapText(arn, (text) => `${text}/index/${indexName}`);
  return serviceIntegration<Variable>(
    { service: "dynamodb", target: `action/${action}`, arn, statements: [{ actions: [`dynamodb:${action}`], resources: [resource] }] },
    { ...options, request: { TableName: nameIn(arn), ...(indexName !== undefined && { IndexName: indexName }), ...request } },
  );
}
