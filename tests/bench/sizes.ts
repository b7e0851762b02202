/** What an installation weighs for somebody who only deploys, and how long an import takes. */
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, type Row, type Section } from "./result";

const CHECKOUT = join(__dirname, "../..");
const ROUNDS = 5;

export const sizes: Section = {
  name: "sizes",
  async run() {
    const folder = mkdtempSync(join(tmpdir(), "bench-size-"));
    try {
      const packed = npm(["pack", "--json", "--pack-destination", folder], CHECKOUT);
      const [{ filename, size, unpackedSize }] = JSON.parse(packed.slice(packed.indexOf("[\n")));
      const peers = ["@pulumi/pulumi", "@pulumi/aws"].map((name) => `${name}@${versionOf(name)}`);
      const alone = installed(folder, "alone", peers);
      const together = installed(folder, "together", [join(folder, filename), ...peers]);
      const more = together.bytes - alone.bytes;
      const local = localOnly(together.path, alone.path);
      const [own, pulumi] = [[], []] as [number[], number[]];
      for (let round = 0; round < ROUNDS; round++) {
        own.push(millisecondsOf('require("lambda-rest-api")', together.path));
        pulumi.push(millisecondsOf('require("@pulumi/aws")', together.path));
      }
      const rows: Row[] = [
        { what: "packed", figure: `${mb(size)} MB`, beside: `${mb(unpackedSize)} MB unpacked` },
        { what: "installed, beyond Pulumi's own", figure: `${mb(more)} MB`, beside: `${peers.join(" and ")}, ${mb(alone.bytes)} MB` },
        {
          what: "  of that only for local use",
          figure: `${mb(local)} MB`,
          goal: { text: "at most 5 MB", met: local <= 5 * 2 ** 20 },
        },
        ...heaviest(together.path, alone.path).map(([name, bytes]): Row => ({ what: `  of that ${name}`, figure: `${mb(bytes)} MB` })),
        {
          what: "to import the package",
          figure: `${median(own).toFixed(0)} ms`,
          beside: `importing @pulumi/aws, ${median(pulumi).toFixed(0)} ms`,
          ratio: median(own) / median(pulumi),
        },
      ];
      return rows;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function installed(folder: string, name: string, packages: readonly string[]): { readonly path: string; readonly bytes: number } {
  const path = mkdtempSync(join(folder, `${name}-`));
  writeFileSync(join(path, "package.json"), '{ "private": true }\n');
  npm(["install", "--no-audit", "--no-fund", "--loglevel", "error", ...packages], path);
  return { path, bytes: weightOf(join(path, "node_modules")) };
}

function npm(args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`npm ${args.join(" ")}: ${stderr}`);
  return stdout;
}

function versionOf(name: string): string {
  const { version }: { readonly version: string } = require(`${name}/package.json`);
  return version;
}

/** What is there under two names weighs once. */
function weightOf(path: string, counted = new Set<number>()): number {
  const stat = lstatSync(path);
  if (stat.isDirectory()) return readdirSync(path).reduce((sum, name) => sum + weightOf(join(path, name), counted), 0);
  if (counted.has(stat.ino)) return 0;
  counted.add(stat.ino);
  return stat.size;
}

const LOCAL_ROOMS = ["local", "gateway", "inspector"];
const DEPLOYING_ROOMS = ["components", "definition", "languages", "provider"];

/** What this package's rooms weigh that nothing which is deployed needs, and the packages that nothing else imports. */
function localOnly(together: string, alone: string): number {
  const modules = join(together, "node_modules");
  const dist = join(modules, "lambda-rest-api/dist");
  const sources = DEPLOYING_ROOMS.flatMap((room) => filesOf(join(dist, room))).filter((file) => file.endsWith(".js"));
  const imported = sources.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/require\("(@[^"/]+\/[^"/]+|[^."/][^"/]*)/g)].map(([, name = ""]) => name),
  );
  const needed = new Set(["lambda-rest-api", ...packagesOf(alone)]);
  const need = (name: string): void => {
    const file = join(modules, name, "package.json");
    if (needed.has(name) || !existsSync(file)) return;
    needed.add(name);
    const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(readFileSync(file, "utf8"));
    Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }).forEach(need);
  };
  imported.forEach(need);
  const unneeded = packagesOf(together).filter((name) => !needed.has(name));
  return [...LOCAL_ROOMS.map((room) => join(dist, room)), ...unneeded.map((name) => join(modules, name))]
    .map((path) => weightOf(path))
    .reduce((sum, bytes) => sum + bytes, 0);
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
}

/** The packages that one folder has and the other has not, the heaviest first. */
function heaviest(together: string, alone: string): readonly (readonly [name: string, bytes: number])[] {
  const others = new Set(packagesOf(alone));
  return packagesOf(together)
    .filter((name) => !others.has(name))
    .map((name) => [name, weightOf(join(together, "node_modules", name))] as const)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 8);
}

function packagesOf(folder: string): string[] {
  const root = join(folder, "node_modules");
  return readdirSync(root).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(root, name)).map((inner) => `${name}/${inner}`) : [name],
  );
}

function millisecondsOf(code: string, cwd: string): number {
  const started = performance.now();
  spawnSync(process.execPath, ["-e", code], { cwd });
  return performance.now() - started;
}

function mb(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
