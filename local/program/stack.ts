import { readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { Refusal } from "../refusal";
import type { Given } from "./given";
import type { Project } from "./project";
import { isMapping, readYaml } from "./yaml";

/** The configuration of one stack. */
export interface Stack {
  readonly name: string;
  readonly organization: string;
  /** Values as the program reads them, by `namespace:key`. */
  readonly config: Readonly<Record<string, string>>;
  /** The same, each of its own type, as a program in YAML reads them. */
  readonly typedConfig: Readonly<Record<string, unknown>>;
  readonly secretKeys: readonly string[];
  /** Values from elsewhere that the program reads: of other stacks, of resources that nobody makes locally, of functions of providers. */
  readonly values: Given;
  /** What could not be read locally, one line each. */
  readonly notices: readonly string[];
}

const DEFAULT_STACK = "dev";
/** As Pulumi's own backends without organizations have it. */
const DEFAULT_ORGANIZATION = "organization";

/** What a command line says of a stack. */
export interface Overrides {
  readonly config: ReadonlyMap<string, string>;
  /** Values from elsewhere, as text or JSON. */
  readonly values: ReadonlyMap<string, string>;
}

/**
 * The plain configuration of a stack: the project's defaults, the stack's file, its local file and the command line's values, the later
 * before the earlier.
 *
 * @throws {Refusal} if a stack is named that has no file, or the file is wrong.
 */
export function readStack(project: Project, fullName: string | undefined, overrides: Overrides): Stack {
  // `acme/shop/prod` or `acme/prod`: https://www.pulumi.com/docs/iac/concepts/stacks/
  const names = fullName?.split("/") ?? [];
  const name = names.at(-1);
  const file = join(project.stackDirectory, fileOf(project, name ?? DEFAULT_STACK));
  const content = readYaml(file);
  if (content === undefined) refuseUnknown(project, name);
  const stackName = name ?? DEFAULT_STACK;
  const own = content?.["config"] ?? {};
  if (!isMapping(own)) throw new Refusal(`${file}: config must be a mapping of keys to values`);

  const local = readLocal(join(project.stackDirectory, `Pulumi.${stackName}.local.yaml`));
  const given = new Map([...local.config, ...overrides.config].map(([key, value]) => [qualified(project, key), value]));
  const config = new Map<string, unknown>();
  const secretKeys: string[] = [];
  const notices: string[] = [];
  for (const [key, declaration] of Object.entries(project.config)) {
    const value = projectDefault(declaration);
    if (value !== undefined) config.set(qualified(project, key), value);
  }
  for (const [key, value] of Object.entries(own)) {
    const name = qualified(project, key);
    if (!isEncrypted(value)) config.set(name, value);
    else {
      secretKeys.push(name);
      if (!given.has(name))
        notices.push(`config ${name} is encrypted and cannot be read locally; if the program needs it, ${howToGive(name, stackName)}`);
    }
  }
  for (const [key, value] of given) config.set(key, value);
  if (content?.["environment"] !== undefined)
    notices.push(`${file}: environment (Pulumi ESC) cannot be read locally; pass what the program needs by --config key=<value>`);
  return {
    name: stackName,
    organization: names.length > 1 ? (names[0] ?? "") : DEFAULT_ORGANIZATION,
    config: Object.fromEntries([...config].map(([key, value]) => [key, text(value)])),
    typedConfig: Object.fromEntries([...config].map(([key, value]) => [key, typed(value, declaredType(project, key))])),
    secretKeys,
    values: new Map([...local.values, ...[...overrides.values].map(([key, value]) => [key, parsed(value)] as const)]),
    notices,
  };
}

/** What is known on this machine alone: configuration, and values by who has them. */
function readLocal(file: string): { readonly config: readonly [string, unknown][]; readonly values: readonly [string, unknown][] } {
  const { config = {}, values = {} } = readYaml(file) ?? {};
  if (!isMapping(config) || !isMapping(values)) throw new Refusal(`${file}: config and values must be mappings of keys to values`);
  return {
    config: Object.entries(config),
    values: Object.entries(values).flatMap(([who, outputs]): [string, unknown][] =>
      isMapping(outputs) ? Object.entries(outputs).map(([output, value]) => [`${who}.${output}`, value]) : [[who, outputs]],
    ),
  };
}

/** JSON's objects and lists; anything else is a text. */
function parsed(value: string): unknown {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** A secret in plain text belongs in no file that is committed. */
export function howToGive(key: string, stack: string): string {
  return `give a value to try with, not the real one, in Pulumi.${stack}.local.yaml, which git has to ignore, or by --config ${key}=<value>`;
}

/** A stack's file ends as the project's does. */
function fileOf({ file }: Project, stack: string): string {
  return `Pulumi.${stack}${extname(file)}`;
}

function refuseUnknown(project: Project, name: string | undefined): void {
  const stacks = readdirSync(project.stackDirectory).flatMap((file) => {
    const stack = /^Pulumi\.(.+)(?<!\.local)\.\w+$/.exec(file)?.[1];
    return stack !== undefined && file === fileOf(project, stack) ? [stack] : [];
  });
  if (name !== undefined)
    throw new Refusal(`stack ${name}: there is no ${fileOf(project, name)} in ${project.stackDirectory}; ${listed(stacks)}`);
  if (stacks.length > 0)
    throw new Refusal(
      `there is no ${fileOf(project, DEFAULT_STACK)} in ${project.stackDirectory}; choose a stack with --stack: ${stacks.join(", ")}`,
    );
}

function listed(stacks: readonly string[]): string {
  return stacks.length > 0 ? `stacks here: ${stacks.join(", ")}` : "no stack has a file there";
}

/** A key without a namespace is the project's own. */
function qualified(project: Project, key: string): string {
  return key.includes(":") ? key.replace(/^([^:]+):config:/, "$1:") : `${project.name}:${key}`;
}

/** https://www.pulumi.com/docs/iac/concepts/config/#project-and-stack-configuration-scope */
function projectDefault(declaration: unknown): unknown {
  return isMapping(declaration) ? (declaration["value"] ?? declaration["default"]) : declaration;
}

function declaredType(project: Project, name: string): unknown {
  const [, declaration] = Object.entries(project.config).find(([key]) => qualified(project, key) === name) ?? [];
  return isMapping(declaration) ? declaration["type"] : undefined;
}

/**
 * Whole numbers and truth values are such, however they are written, unless the project declares a text; numbers with a point are texts:
 * `coerce` in https://github.com/pulumi/pulumi/blob/v3.246.0/sdk/go/common/resource/config/object.go
 */
function typed(value: unknown, type: unknown): unknown {
  if (typeof value === "object") return value;
  const written = text(value);
  if (type === "string") return written;
  if (written === "true" || written === "false") return written === "true";
  return /^(?:0|-?[1-9]\d*)$/.test(written) ? Number(written) : written;
}

function isEncrypted(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isEncrypted);
  if (!isMapping(value)) return false;
  const names = Object.keys(value);
  return (names.length === 1 && names[0] === "secure") || Object.values(value).some(isEncrypted);
}

function text(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
