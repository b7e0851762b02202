import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Refusal } from "../refusal";
import { failure } from "./failure";
import { loadSdk } from "./light-sdk";
import { Monitor, type Recording, type Struct } from "./monitor";
import type { Project } from "./project";
import type { Cloud } from "./resource";
import type { Stack } from "./stack";
import { registerTypeScript } from "./typescript";

export interface RunOptions {
  readonly cloud: Cloud;
  /** Where the local server listens, for example `http://localhost:3000`. */
  readonly baseUrl: string;
  /** Resolves when the program has nothing more to do. */
  readonly idle: () => Promise<void>;
}

type Pulumi = typeof import("@pulumi/pulumi");
interface ProtobufStructs {
  readonly Struct: { fromJavaScript(value: Readonly<Record<string, unknown>>): Struct };
}

/** The name that Pulumi's own backends without organisations give. */
const ORGANIZATION = "organization";

/**
 * Runs a Pulumi program in this process, with no engine behind it, until all of its resources are registered.
 *
 * @throws {Refusal} if the program fails, naming the place in it.
 */
export async function runProgram(project: Project, stack: Stack, options: RunOptions): Promise<Recording> {
  const { pulumi, struct } = loadPulumi(project);
  const monitor = new Monitor(project.name, stack.name, options.cloud, options.baseUrl, struct);
  pulumi.runtime.setAllConfig({ ...stack.config }, [...stack.secretKeys]);
  pulumi.runtime.setMockOptions(monitor, project.name, stack.name, false, ORGANIZATION);
  const home = process.cwd();
  process.chdir(project.directory);
  try {
    await untilFailure(async () => {
      await pulumi.runtime.runInPulumiStack(() => loadProgram(project));
      await pulumi.runtime.disconnect();
      await options.idle();
    });
  } catch (error) {
    throw failure(error, project, stack);
  } finally {
    process.chdir(home);
  }
  const { problems } = monitor.recording;
  if (problems.length > 0) throw new Refusal(problems.map((problem) => `${project.entry}: ${problem}`).join("\n"));
  if (pulumi.log.hasErrors()) throw new Refusal(`${project.entry}: the program logged an error, see above`);
  return monitor.recording;
}

/** The program's own instance of the SDK: settings made on another would not reach it. */
function loadPulumi(project: Project): { readonly pulumi: Pulumi; readonly struct: (value: Readonly<Record<string, unknown>>) => Struct } {
  const load = createRequire(project.entry);
  try {
    const sdk = createRequire(load.resolve("@pulumi/pulumi"));
    const protobuf: ProtobufStructs = sdk("google-protobuf/google/protobuf/struct_pb.js");
    return { pulumi: loadSdk(() => load("@pulumi/pulumi")), struct: (value) => protobuf.Struct.fromJavaScript(value) };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND")) throw error;
    throw new Refusal(`${project.directory}: @pulumi/pulumi is not installed there; run npm ci first`);
  }
}

/** Runs the work; what fails beside it, in a promise nobody awaits, ends it too. */
async function untilFailure(work: () => Promise<void>): Promise<void> {
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  process.on("uncaughtException", fail).on("unhandledRejection", fail);
  try {
    await Promise.race([work(), failed]);
  } finally {
    process.off("uncaughtException", fail).off("unhandledRejection", fail);
  }
}

/** As Pulumi's language host: the exports are the stack's outputs, and an exported function is called for them. */
async function loadProgram(project: Project): Promise<Record<string, unknown>> {
  const unregister = await registerTypeScript(project);
  try {
    const program: unknown = project.module ? await importProgram(project) : createRequire(project.entry)(project.entry);
    return Object(await (typeof program === "function" ? program() : program));
  } finally {
    await unregister();
  }
}

async function importProgram(project: Project): Promise<unknown> {
  const exports: Record<string, unknown> = await import(pathToFileURL(project.entry).href);
  return Object.hasOwn(exports, "default") ? exports["default"] : exports;
}
