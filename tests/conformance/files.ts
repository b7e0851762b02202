/** The recorded cases in a folder, by what each file holds. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type JsonMap = Readonly<Record<string, unknown>>;

/** One API, its functions and the requests sent to it. */
export interface ApiCase {
  readonly name: string;
  readonly definition: JsonMap;
  readonly functions: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly handler: string;
        readonly timeout?: number;
        readonly environment?: Readonly<Record<string, string>>;
      }
    >
  >;
  readonly servers?: Readonly<Record<string, { readonly source: string }>>;
  readonly permissions?: readonly { readonly function: string; readonly source: string }[];
  readonly stage: {
    readonly name: string;
    readonly variables?: Readonly<Record<string, string>>;
    readonly canary?: { readonly percentTraffic: number; readonly stageVariableOverrides?: Readonly<Record<string, string>> };
  };
  readonly apiKeys?: readonly { readonly value: string; readonly stage: string }[];
  readonly steps: readonly Step[];
}

export interface Step {
  readonly note?: string;
  readonly request: StepRequest;
  readonly expect: {
    readonly status: unknown;
    readonly headers?: JsonMap;
    readonly json?: unknown;
    readonly body?: unknown;
    readonly bodyBase64?: unknown;
  };
}

export interface StepRequest {
  readonly method: string;
  readonly path?: string;
  /** The whole target with `{{stage}}` in it, in place of `path`. */
  readonly url?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly bodyBase64?: string;
  readonly bodyRepeat?: { readonly text: string; readonly times: number };
}

/** One mapping template. */
export interface TemplateCase {
  readonly name: string;
  readonly template: string;
  readonly input: {
    readonly body?: string;
    readonly params?: Readonly<Record<"path" | "querystring" | "header", Readonly<Record<string, string>>>>;
  };
  readonly context?: JsonMap;
  readonly stageVariables?: Readonly<Record<string, string>>;
  readonly expect: unknown;
}

/** One call of the control plane that AWS refused. */
export interface RefusalCase {
  readonly name: string;
  readonly operation: string;
  readonly input: JsonMap;
  readonly error: { readonly code: string; readonly message: string };
}

export interface Cases {
  readonly apis: readonly ApiCase[];
  readonly templates: readonly { readonly family: string; readonly template: TemplateCase }[];
  readonly refusals: readonly RefusalCase[];
}

/** Reads every case below the folders, or in the files, in the order of their names. */
export function readCases(paths: readonly string[]): Cases {
  const documents = paths.flatMap(jsonFiles).map((file) => ({ file, document: JSON.parse(readFileSync(file, "utf8")) as unknown }));
  return {
    apis: documents.flatMap(({ document }) => (isApiCase(document) ? [document] : [])),
    templates: documents.flatMap(({ file, document }) =>
      Array.isArray(document)
        ? document.filter(isTemplateCase).map((template) => ({ family: `vtl/${file.replace(/^.*\/|\.json$/g, "")}`, template }))
        : [],
    ),
    refusals: documents.flatMap(({ document }) => (Array.isArray(document) ? document.filter(isRefusalCase) : [])),
  };
}

function jsonFiles(path: string): string[] {
  if (path.endsWith(".json")) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(path, name));
}

function isApiCase(document: unknown): document is ApiCase {
  return typeof document === "object" && document !== null && "definition" in document && "steps" in document;
}

function isTemplateCase(document: unknown): document is TemplateCase {
  return typeof document === "object" && document !== null && "template" in document && "expect" in document;
}

function isRefusalCase(document: unknown): document is RefusalCase {
  return typeof document === "object" && document !== null && "operation" in document && "error" in document;
}
