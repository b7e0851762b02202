import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ROOT = join(__dirname, "../..");
const PROGRAM = join(__dirname, "fixtures/program");

/** What the program, and those of the docs, need besides: what type-checks them. */
const TOOLS = ["typescript", "@types/node", "@types/aws-lambda", "@pulumi/awsx"];

export interface Installed {
  /** The folder of the program, in which the package is installed. */
  readonly program: string;
  readonly tarball: string;
  /** Makes a new program beside it by the package's own command, and gives it the same packages. */
  newProgram(name: string): string;
  remove(): void;
}

/**
 * Packs the package and installs it in a program in a folder of its own, without a network: of this checkout's packages the program gets
 * those that the package says it needs, and no other.
 */
export function install(): Installed {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "lambda-rest-api-")));
  const tarball = pack(folder);
  const program = join(folder, "program");
  cpSync(PROGRAM, program, { recursive: true });
  const modules = join(program, "node_modules");
  const installed = join(modules, "lambda-rest-api");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  mkdirSync(installed);
  execFileSync("tar", ["-xzf", tarball, "-C", installed, "--strip-components", "1"]);
  const { dependencies, peerDependencies, bin } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  for (const name of [...Object.keys({ ...dependencies, ...peerDependencies }), ...TOOLS])
    link(join(ROOT, "node_modules", name), join(modules, name));
  link(join(installed, bin["lambda-rest-api"]), join(modules, ".bin/lambda-rest-api"));
  const newProgram = (name: string) => {
    execFileSync("npx", ["--no-install", "lambda-rest-api", "init", `../${name}`], {
      cwd: program,
      stdio: ["ignore", "ignore", "inherit"],
    });
    symlinkSync(modules, join(folder, name, "node_modules"));
    return join(folder, name);
  };
  return { program, tarball, newProgram, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Packs the package into a folder; returns where it is. */
export function pack(folder: string): string {
  const args = ["pack", "--silent", "--pack-destination", folder];
  const said = execFileSync("npm", args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return join(folder, said.trim().split("\n").at(-1) ?? "");
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
