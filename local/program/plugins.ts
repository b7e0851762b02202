import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { makeTemporaryFolder } from "../temporary-folder";
import type { Project } from "./project";
import { serviceDefinition } from "./protocol";
import { packagesOf, schemaFor } from "./yaml-schema";

export interface Plugins {
  /** Where the host finds them. */
  readonly folder: string;
  close(): void;
}

/**
 * Stands for the plugins of the providers that a YAML program names: commands that lead to a server here, which knows their schema alone.
 */
export async function servePlugins({ directory }: Project): Promise<Plugins> {
  const { path: folder, remove } = makeTemporaryFolder();
  const servers: Server[] = [];
  for (const name of packagesOf(directory)) {
    const server = new Server();
    const schema = JSON.stringify(schemaFor(directory, name));
    server.addService(serviceDefinition("ResourceProvider"), {
      GetSchema: (_: unknown, callback: (error: null, response: object) => void) => callback(null, { schema }),
      GetPluginInfo: (_: unknown, callback: (error: null, response: object) => void) => callback(null, { version: "0.0.0" }),
    });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
    });
    writeFileSync(join(folder, `pulumi-resource-${name}`), `#!/bin/sh\necho ${port}\nexec sleep 600\n`, { mode: 0o755 });
    servers.push(server);
  }
  return {
    folder,
    close() {
      for (const server of servers) server.forceShutdown();
      remove();
    },
  };
}
