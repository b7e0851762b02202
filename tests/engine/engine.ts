/**
 * Runs programs under the real Pulumi engine, with AWS replaced by an account in memory (`provider/`):
 *
 *     const engine = await startEngine();
 *     const stack = await engine.stack("dev", { program: () => new RestApi(…), config: { "aws:region": "us-east-1" } });
 *     await stack.preview();                   // { stdout, changes: ["create aws:apigateway/restApi:RestApi api", …] }
 *     await stack.up();                        // the same; engine.account.log has the calls in order, account.resources what is there
 *     await stack.up(() => new RestApi(…));    // another version of the program
 *     const folder = await engine.stack("dev", { folder });   // a project in a folder, run by the Node.js language host, as its user does
 *     await folder.run("preview", "--json");   // any command of the CLI on that stack
 *     engine.stop();
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type EngineEvent, LocalWorkspace, type LocalWorkspaceOptions, PulumiCommand, type Stack } from "@pulumi/pulumi/automation";
import { Account } from "./provider/account";
import { serveProvider } from "./provider/server";

// The SDK's clients share connections by address with those of engines that are gone. A new engine that gets the port of an old one would
// not be reached.
const { grpcClientOptions }: { readonly grpcClientOptions: object } = require("@pulumi/pulumi/runtime/settings");
Object.assign(grpcClientOptions, { "grpc.use_local_subchannel_pool": 1 });

/** What Pulumi did, or would do. */
export interface Operation {
  /** What it printed, without colours. */
  readonly stdout: string;
  /** In order, leaving out what stays as it is, for example `update aws:apigateway/stage:Stage api-v0`. */
  readonly changes: readonly string[];
}

/** A version of a program that runs in this process. */
export type Program = () => void;

export interface StackSource {
  /** A program of this process, or a project in a folder. */
  readonly program?: Program;
  readonly folder?: string;
  /** Plain configuration. @default what the folder has */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * Whether the state is saved after every step; without it a large stack is made much sooner, but no failed update of it can be resumed.
   * @default true
   */
  readonly checkpoints?: boolean;
}

export interface Display {
  readonly diff?: boolean;
}

export class EngineStack {
  #program: Program | undefined;

  constructor(
    private readonly stack: Stack,
    private readonly env: Readonly<Record<string, string>>,
    program: Program | undefined,
  ) {
    this.#program = program;
    if (program !== undefined) stack.workspace.program = async () => this.#program?.();
    // `up` asks for both when it is done, each by three more runs of the CLI.
    const info = { kind: "update", result: "succeeded", startTime: new Date(), environment: {}, config: {}, message: "" } as const;
    Object.assign(stack, { outputs: async () => ({}), info: async () => info });
  }

  /** A preview of the program, or of another version of it. */
  preview(program?: Program, { diff = false }: Display = {}): Promise<Operation> {
    return this.#operate(program, (onEvent) => this.stack.preview({ diff, color: "never", onEvent }));
  }

  /** Brings the stack to what the program, or another version of it, says; throws with what was printed if it fails. */
  up(program?: Program): Promise<Operation> {
    return this.#operate(program, (onEvent) => this.stack.up({ color: "never", onEvent }));
  }

  destroy(): Promise<Operation> {
    return this.#operate(undefined, (onEvent) => this.stack.destroy({ color: "never", onEvent }));
  }

  /** What a command of the CLI prints for this stack, for example `preview --json` of a project in a folder. */
  async run(...command: readonly string[]): Promise<string> {
    const options = { cwd: this.stack.workspace.workDir, env: { ...process.env, ...this.env }, maxBuffer: 1 << 26 };
    const { stdout } = await promisify(execFile)(
      "pulumi",
      [...command, "--stack", this.stack.name, "--color", "never", "--non-interactive"],
      options,
    );
    return stdout;
  }

  async #operate(
    program: Program | undefined,
    run: (onEvent: (event: EngineEvent) => void) => Promise<{ stdout: string }>,
  ): Promise<Operation> {
    if (program !== undefined) this.#program = program;
    const changes: string[] = [];
    const { stdout } = await run(({ resourcePreEvent }) => {
      if (resourcePreEvent === undefined) return;
      const { op, type, urn } = resourcePreEvent.metadata;
      if (op !== "same") changes.push(`${op} ${type} ${urn.split("::").slice(3).join("::")}`);
    });
    return { stdout, changes };
  }
}

export interface Engine {
  readonly account: Account;
  /** Makes a stack. */
  stack(name: string, source: StackSource): Promise<EngineStack>;
  stop(): void;
}

/**
 * An engine with an account, a backend and a home of its own, none of which outlives it; `attached` are further providers,
 * `<package>:<port>`.
 */
export async function startEngine(attached: readonly string[] = []): Promise<Engine> {
  const account = new Account();
  const provider = await serveProvider(account);
  const home = mkdtempSync(join(tmpdir(), "engine-"));
  const env = {
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${home}`,
    PULUMI_CONFIG_PASSPHRASE: "tests",
    PULUMI_DEBUG_PROVIDERS: [provider.address, ...attached].join(","),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
  const pulumiCommand = await PulumiCommand.get();
  return {
    account,
    stack: async (stackName, { program, folder, config = {}, checkpoints = true }) => {
      const envVars = { ...env, ...(!checkpoints && { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" }) };
      const options: LocalWorkspaceOptions = { pulumiCommand, envVars };
      const stack =
        folder === undefined
          ? await LocalWorkspace.createStack(
              { stackName, projectName: "project", program: async () => {} },
              { ...options, workDir: mkdtempSync(join(home, "work-")) },
            )
          : await LocalWorkspace.createStack({ stackName, workDir: folder }, options);
      if (Object.keys(config).length > 0)
        await stack.setAllConfig(Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }])));
      return new EngineStack(stack, envVars, program);
    },
    stop: () => {
      provider.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
