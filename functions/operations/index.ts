import { DynamoDBClient, DynamoDBServiceException } from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  type DeleteCommandInput,
  DynamoDBDocumentClient,
  GetCommand,
  type GetCommandInput,
  PutCommand,
  type PutCommandInput,
  ScanCommand,
  type ScanCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";

/** What a request asks for: an operation, the table it concerns, and the operation's own parameters. */
export interface Request {
  readonly operation?: string;
  readonly tableName?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

type Operation = (payload: Readonly<Record<string, unknown>>) => Promise<unknown>;

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ["create", async (payload) => without(await dynamo.send(new PutCommand(payload as PutCommandInput)))],
  ["read", async (payload) => without(await dynamo.send(new GetCommand(payload as GetCommandInput)))],
  ["update", async (payload) => without(await dynamo.send(new UpdateCommand(payload as UpdateCommandInput)))],
  ["delete", async (payload) => without(await dynamo.send(new DeleteCommand(payload as DeleteCommandInput)))],
  ["list", async (payload) => without(await dynamo.send(new ScanCommand(payload as ScanCommandInput)))],
  ["echo", async () => "Success"],
  ["ping", async () => "pong"],
]);

/** Runs one operation; what it throws begins with the status that the API answers. */
export async function handler({ operation, tableName, payload }: Request): Promise<unknown> {
  const run = OPERATIONS.get(operation ?? "");
  if (!run) throw new Error(`400 Unknown operation: ${operation}. Known are ${[...OPERATIONS.keys()].join(", ")}`);
  try {
    return await run({ ...payload, ...(tableName !== undefined && { TableName: tableName }) });
  } catch (error) {
    if (error instanceof DynamoDBServiceException && error.$fault === "client") throw new Error(`400 ${error.name}: ${error.message}`);
    throw error;
  }
}

function without({ $metadata, ...output }: { readonly $metadata: unknown }): unknown {
  return output;
}
