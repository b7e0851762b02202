import { createStore, type DynamoDb, startDynamoDb } from "../../../local/dynamodb/index";

type Options = Omit<Parameters<typeof startDynamoDb>[0], "store"> & { readonly dataFolder: string | undefined };

/** DynamoDB with a store that is closed with it. */
export async function startStored({ dataFolder, ...options }: Options): Promise<DynamoDb> {
  const store = createStore({ directory: __dirname, data: dataFolder, log: options.log });
  try {
    const { endpoint, close } = await startDynamoDb({ ...options, store });
    return { endpoint, close: async () => close().then(store.close) };
  } catch (error) {
    await store.close();
    throw error;
  }
}
