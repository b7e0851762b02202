import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "../refusal";

/** What the name of a local socket may have on every system. */
const LONGEST_NAME = 100;

/**
 * Takes a folder for this process until the returned function is called. What is held is a socket, which ends with its process however that
 * ends:
 * a file with a process id in it refuses for ever after a crash, in a container above all, where every server is process 1.
 *
 * @throws {Refusal} if another process has it.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  for (const address of addressesOf(folder)) {
    const server = await hold(address, folder);
    if (server !== undefined) return () => void server.close();
  }
  // A folder in which nothing can be made is refused by the database itself, which says why.
  return () => {};
}

/** In the folder itself, which containers may share; where no socket can be there, in this machine's own temporary folder. */
function addressesOf(folder: string): string[] {
  const hash = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  if (process.platform === "win32") return [`\\\\.\\pipe\\lambda-rest-api-${hash}`];
  return [join(folder, "lock"), join(tmpdir(), `lambda-rest-api-${hash}.lock`)].filter(
    (address) => Buffer.byteLength(address) <= LONGEST_NAME,
  );
}

async function hold(address: string, folder: string): Promise<Server | undefined> {
  const first = await listen(address);
  if (first !== "taken") return first;
  if (await answers(address)) throw new Refusal(`--data ${folder} is in use by another server; stop that one, or give another folder`);
  // Who held it has ended without a word.
  rmSync(address, { force: true });
  const second = await listen(address);
  if (second === "taken") throw new Refusal(`--data ${folder} is being taken by another server just now; give another folder`);
  return second;
}

function listen(address: string): Promise<Server | "taken" | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy()).unref();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EADDRINUSE" ? "taken" : undefined));
    server.listen(address, () => resolve(server));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const end = (held: boolean) => {
      socket.destroy();
      resolve(held);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });
}
