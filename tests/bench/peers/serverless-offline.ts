import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Served, serve } from "../traffic/served";

const VERSIONS = { serverless: "3.40.0", "serverless-offline": "13.9.0" };

const CONFIGURATION = `
service: bench
frameworkVersion: "3"
provider: { name: aws, runtime: nodejs20.x }
plugins: [serverless-offline]
custom: { serverless-offline: { httpPort: 0, lambdaPort: 0, noPrependStageInUrl: false, noTimeout: true } }
functions:
  echo: { handler: index.handler, events: [{ http: { path: proxy, method: any } }] }
`;

const HANDLER = `exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify({ path: event.path }) });\n`;

/** Installs serverless-offline into a folder of its own, which is removed when it stops; says why where that is not possible. */
export async function installServerlessOffline(): Promise<
  { readonly missing: string } | { readonly version: string; serve(): Promise<Served> }
> {
  const folder = mkdtempSync(join(tmpdir(), "bench-peer-"));
  const packages = Object.entries(VERSIONS).map(([name, version]) => `${name}@${version}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const { status, stderr } = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel", "error", ...packages], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return { missing: `serverless-offline could not be installed: ${stderr.trim().split("\n").at(-1)}` };
  }
  const port = 20_000 + (process.pid % 10_000);
  writeFileSync(
    join(folder, "serverless.yml"),
    CONFIGURATION.replace("httpPort: 0, lambdaPort: 0", `httpPort: ${port}, lambdaPort: ${port + 1}`),
  );
  writeFileSync(join(folder, "index.js"), HANDLER);
  return {
    version: VERSIONS["serverless-offline"],
    async serve() {
      const served = await serve(process.execPath, ["node_modules/.bin/serverless", "offline"], { cwd: folder });
      return {
        ...served,
        port,
        async stop() {
          await served.stop();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    },
  };
}
