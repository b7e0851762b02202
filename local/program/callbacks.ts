import { Client, credentials } from "@grpc/grpc-js";
import { codec, serviceDefinition } from "./protocol";

/** A function of the program that can be called from here. */
export interface Callback {
  readonly target: string;
  readonly token: string;
}

/** Calls functions of the program. https://github.com/pulumi/pulumi/blob/master/proto/pulumi/callback.proto */
export interface Callbacks {
  /** @throws Error with what the function has thrown. */
  call(callback: Callback, message: Called, given: object): Promise<object>;
  close(): void;
}

/** What functions are called with, and answer. */
type Called = "Transform" | "TransformInvoke" | "ResourceHook";

export function createCallbacks(): Callbacks {
  const clients = new Map<string, Client>();
  return {
    async call({ target, token }, message, given) {
      const client = clients.get(target) ?? new Client(target, credentials.createInsecure());
      clients.set(target, client);
      const answered = await ask(client, { token, request: codec(`${message}Request`).encode(given) });
      return codec(`${message}Response`).decode(answered);
    },
    close() {
      for (const client of clients.values()) client.close();
    },
  };
}

function ask(client: Client, request: object): Promise<Buffer> {
  const { Invoke } = serviceDefinition("Callbacks");
  if (Invoke === undefined) throw new TypeError("the protocol has no Invoke");
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(Invoke.path, Invoke.requestSerialize, Invoke.responseDeserialize, request, (failed, answer) => {
      if (failed) reject(new Error(failed.details));
      else resolve(Object(answer).response);
    });
  });
}
