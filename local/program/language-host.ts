import { existsSync } from "node:fs";
import { basename, delimiter, join, resolve } from "node:path";
import { Client, credentials } from "@grpc/grpc-js";
import { Refusal } from "../refusal";
import { servePlugins } from "./plugins";
import { type Exit, type ProgramProcess, startProcess } from "./process";
import type { Project } from "./project";
import { serviceDefinition } from "./protocol";
import type { Stack } from "./stack";

/**
 * Starts a program of another language than Node.js's by Pulumi's own host of that language, which the CLI brings along.
 *
 * @throws {Refusal} if the host is not on this machine.
 */
export async function startByHost(
  project: Project,
  stack: Stack,
  monitor: string,
  log: (line: string) => void,
  error: (message: string) => void,
): Promise<ProgramProcess> {
  const command = findHost(project);
  let listening: (port: string) => void = () => {};
  const port = new Promise<string>((resolve) => {
    listening = resolve;
  });
  let isListening = false;
  const tell = (line: string) => {
    if (STAND_IN.test(line)) return;
    if (isListening || !/^\d+$/.test(line)) return log(line);
    isListening = true;
    listening(line);
  };
  const plugins = project.language === "yaml" ? await servePlugins(project) : undefined;
  const env = { ...process.env, no_grpc_proxy: "127.0.0.1", ...environmentOf(project, plugins?.folder) };
  const host = startProcess(command, [`--root=${project.root}`, monitor], { cwd: project.directory, env }, tell);
  if (plugins) host.ended.finally(plugins.close);
  const ran = port
    .then((found) => run(found, requestOf(project, stack, monitor)))
    .then(
      ({ error: message, bail }): Exit => {
        if (message !== "") error(message);
        return { status: message === "" && !bail ? 0 : 1, signal: null };
      },
      (failed): Exit => {
        error(failed instanceof Error ? failed.message : String(failed));
        return { status: 1, signal: null };
      },
    );
  return { ended: Promise.race([ran, host.ended]), stop: host.stop };
}

/** What the host says of the stand-ins of a program's plugins. */
const STAND_IN = /^warning: using pulumi-resource-\S+ from \$PATH at \S*lambda-rest-api-/;

/**
 * A Python program runs in its virtual environment; the host of YAML finds the stand-ins of plugins, and keeps their schemas beside them.
 */
function environmentOf({ root, options }: Project, plugins: string | undefined): NodeJS.ProcessEnv {
  const virtual = typeof options["virtualenv"] === "string" ? resolve(root, options["virtualenv"]) : undefined;
  const folders = [plugins, virtual && join(virtual, process.platform === "win32" ? "Scripts" : "bin"), process.env["PATH"]];
  return {
    PATH: folders.filter((folder) => folder !== undefined).join(delimiter),
    ...(virtual !== undefined && { VIRTUAL_ENV: virtual }),
    ...(plugins !== undefined && { TMPDIR: plugins }),
  };
}

function findHost({ file, language }: Project): string {
  const name = `pulumi-language-${language}`;
  const found = (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => [join(folder, name), join(folder, `${name}.exe`)])
    .find(existsSync);
  if (found === undefined)
    throw new Refusal(
      `${file}: runtime is ${language}, whose host ${name} is not on the PATH; install the Pulumi CLI, which brings it along: https://www.pulumi.com/docs/install/`,
    );
  return found;
}

/** https://github.com/pulumi/pulumi/blob/master/proto/pulumi/language.proto */
function requestOf(project: Project, stack: Stack, monitor: string): object {
  const entryPoint = project.named ? basename(project.entry) : ".";
  return {
    project: project.name,
    stack: stack.name,
    organization: stack.organization,
    pwd: project.directory,
    program: project.named ? project.entry : project.directory,
    config: stack.config,
    configPropertyMap: stack.typedConfig,
    configSecretKeys: stack.secretKeys,
    dryRun: true,
    parallel: 64,
    monitorAddress: monitor,
    loaderTarget: monitor,
    info: { rootDirectory: project.root, programDirectory: project.directory, entryPoint, options: project.options },
  };
}

interface RunResponse {
  readonly error: string;
  readonly bail: boolean;
}

function run(port: string, request: object): Promise<RunResponse> {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  const { Run } = serviceDefinition("LanguageRuntime");
  if (Run === undefined) throw new TypeError("the protocol has no Run");
  return new Promise<RunResponse>((resolve, reject) => {
    client.makeUnaryRequest(Run.path, Run.requestSerialize, Run.responseDeserialize, request, (failed, response) => {
      client.close();
      if (failed) reject(new Error(failed.details));
      else resolve(Object(response));
    });
  });
}
