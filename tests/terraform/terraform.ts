import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

export type Values = Readonly<Record<string, unknown>>;

/** A resource of a plan: what it was, and what is asked for now. */
export interface Planned {
  readonly type: string;
  readonly name: string;
  /** Undefined where it is not there yet. */
  readonly before?: Values;
  readonly after: Values;
}

/** https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
export interface Change {
  readonly name: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Values | null;
    readonly after: Values | null;
    readonly after_unknown: Values;
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

interface Schema {
  readonly resource_schemas: Readonly<Record<string, { readonly version: number; readonly block: Block }>>;
}

/** https://developer.hashicorp.com/terraform/cli/commands/providers/schema#block-representation */
export interface Block {
  readonly attributes?: Readonly<
    Record<string, { readonly type?: unknown; readonly required?: boolean; readonly optional?: boolean; readonly computed?: boolean }>
  >;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}

const SOURCE = "registry.terraform.io/hashicorp/aws";

/**
 * Terraform with the upstream provider that `@pulumi/aws` is made of, in a folder of its own; nothing is downloaded, and no account is
 * asked.
 */
export class Terraform {
  readonly #folder: string;
  #schema: Schema | undefined;

  private constructor(
    folder: string,
    readonly version: string,
  ) {
    this.#folder = folder;
  }

  /**
   * Where both are installed, else the reason why they cannot be had. `TERRAFORM_PLUGINS` names a folder of providers besides Terraform's
   * own:
   * https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
   */
  static start(): Terraform | { readonly reason: string } {
    const named = process.env["TERRAFORM_PLUGINS"];
    const implied = [join(homedir(), ".terraform.d/plugins"), "/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins"];
    const mirror = [...(named === undefined ? [] : [named]), ...implied].find((path) => existsSync(join(path, SOURCE)));
    if (mirror === undefined) return { reason: `no folder of Terraform providers has ${SOURCE}; TERRAFORM_PLUGINS may name one` };
    const folder = mkdtempSync(join(tmpdir(), "terraform-"));
    writeFileSync(join(folder, "rc"), `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`);
    const terraform = new Terraform(folder, "");
    try {
      terraform.#write({});
      terraform.#run("init", "-no-color");
      const { provider_selections } = JSON.parse(terraform.#run("version", "-json"));
      return new Terraform(folder, String(provider_selections[SOURCE]));
    } catch (error) {
      terraform.stop();
      return { reason: `terraform cannot be run: ${error instanceof Error ? error.message : error}` };
    }
  }

  stop(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** What would become of these resources; throws with what the provider refuses. */
  plan(resources: readonly Planned[]): readonly Change[] {
    this.#write({ resource: byType(resources) });
    const state = {
      version: 4,
      terraform_version: "1.0.0",
      serial: 1,
      lineage: "tests",
      outputs: {},
      resources: resources.flatMap((one) => this.#stateOf(one)),
    };
    writeFileSync(join(this.#folder, "terraform.tfstate"), JSON.stringify(state));
    this.#run("plan", "-refresh=false", "-no-color", "-input=false", "-out=plan");
    const { resource_changes } = JSON.parse(this.#run("show", "-json", "plan"));
    return resource_changes ?? [];
  }

  /** What the provider refuses of these resources, one line each. */
  validate(resources: readonly Planned[]): readonly string[] {
    this.#write({ resource: byType(resources) });
    let printed: string;
    try {
      printed = this.#run("validate", "-json");
    } catch (error) {
      printed = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    }
    const { diagnostics }: { diagnostics: readonly { summary: string; detail?: string; address?: string }[] } = JSON.parse(printed);
    return diagnostics.map(({ summary, detail, address }) => `${address ?? ""} ${summary}: ${detail ?? ""}`);
  }

  /** Paths of the arguments of a resource that its schema marks as optional and computed; of a block it marks its members alone. */
  optionalAndComputed(type: string): readonly string[] {
    const resource = this.#resourceSchemas()[type];
    return resource === undefined ? [] : optionalAndComputed(resource.block);
  }

  /** What a resource takes; undefined where this version has none of the name. */
  block(type: string): Block | undefined {
    return this.#resourceSchemas()[type]?.block;
  }

  #resourceSchemas(): Schema["resource_schemas"] {
    this.#schema ??= JSON.parse(this.#run("providers", "schema", "-json")).provider_schemas[SOURCE];
    return this.#schema?.resource_schemas ?? {};
  }

  #stateOf({ type, name, before }: Planned): object[] {
    if (before === undefined) return [];
    const instance = { schema_version: this.#resourceSchemas()[type]?.version ?? 0, attributes: before };
    return [{ mode: "managed", type, name, provider: `provider["${SOURCE}"]`, instances: [instance] }];
  }

  #write(resource: { readonly resource?: object }): void {
    const { version } = this;
    const aws = { source: "hashicorp/aws", ...(version !== "" && { version }) };
    // As keys of nobody: a plan without a refresh asks AWS nothing.
    const provider = {
      region: "us-east-1",
      access_key: "x",
      secret_key: "x",
      skip_credentials_validation: true,
      skip_requesting_account_id: true,
    };
    const configuration = {
      terraform: { required_providers: { aws } },
      provider: { aws: { ...provider, skip_metadata_api_check: true } },
      ...resource,
    };
    // Texts are what they say, and no templates: https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
    const literal = (_name: string, value: unknown) => (typeof value === "string" ? value.replace(/[$%](?=\{)/g, "$&$&") : value);
    writeFileSync(join(this.#folder, "main.tf.json"), JSON.stringify(configuration, literal));
  }

  #run(...command: readonly string[]): string {
    const env = { ...process.env, TF_CLI_CONFIG_FILE: join(this.#folder, "rc"), CHECKPOINT_DISABLE: "1" };
    return execFileSync("terraform", [...command], {
      cwd: this.#folder,
      env,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "pipe"],
    });
  }
}

function optionalAndComputed({ attributes = {}, block_types = {} }: Block): readonly string[] {
  const own = Object.entries(attributes).flatMap(([name, { optional, computed }]) => (optional && computed ? [name] : []));
  const nested = Object.entries(block_types).flatMap(([name, { block }]) => optionalAndComputed(block).map((path) => `${name}.${path}`));
  return [...own, ...nested];
}

function byType(resources: readonly Planned[]): Record<string, Record<string, Values>> {
  const types: Record<string, Record<string, Values>> = {};
  for (const { type, name, after } of resources) types[type] = { ...types[type], [name]: after };
  return types;
}
