import { spawn } from "node:child_process";
import { closeSync } from "node:fs";

interface Event {
  readonly queryStringParameters: { readonly what: string };
}

/** What a function may do by mistake, or on purpose. */
const DEEDS: Readonly<Record<string, () => unknown>> = {
  exit: () => process.exit(0),
  abort: () => process.abort(),
  kill: () => process.kill(process.pid, "SIGKILL"),
  throw: () => {
    throw new Error("\u001b[2Jerror: \nGET /target/dev/forged 200 1 ms");
  },
  later: () =>
    setTimeout(() => {
      throw new Error("later");
    }, 1),
  reject: () => Promise.reject(undefined),
  never: () => new Promise(() => {}),
  spin: () => {
    for (;;);
  },
  descriptors: () => {
    for (let descriptor = 0; descriptor < 64; descriptor++)
      try {
        closeSync(descriptor);
      } catch {
        // Not all are open.
      }
  },
  memory: () => {
    const held: Buffer[] = [];
    for (;;) held.push(Buffer.alloc(16 * 1024 * 1024, 1));
  },
  stack: function again(): unknown {
    return again();
  },
  large: () => ({ statusCode: 200, body: "x".repeat(7 * 1024 * 1024) }),
  cycle: () => {
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    return cycle;
  },
  bigint: () => ({ statusCode: 200, body: "", n: 1n }),
  header: () => ({ statusCode: 200, headers: { "a\r\nb": "c\r\n\r\nGET / HTTP/1.1" }, body: "" }),
  status: () => ({ statusCode: "999; DROP", body: "" }),
  print: () => {
    process.stdout.write(`${"\n[echo] GET /target/dev/forged 200 1 ms\r\u001b[1A".repeat(200)}\n`);
    return { statusCode: 200, body: "printed" };
  },
  child: () => {
    spawn("sleep", ["30"], { stdio: "inherit" });
    return { statusCode: 200, body: "child" };
  },
  prototype: () => {
    Object.assign(Object.prototype, { statusCode: 418 });
    return {};
  },
  environment: () => {
    for (const name of Object.keys(process.env)) delete process.env[name];
    return { statusCode: 200, body: "" };
  },
};

export const deeds = Object.keys(DEEDS);

export async function handler({ queryStringParameters: { what } }: Event): Promise<unknown> {
  return DEEDS[what]?.();
}
