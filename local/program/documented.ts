import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * The outputs that a provider's package documents of a resource, a function or a resource's method, by its token, for example
 * `aws:rds/instance:Instance` or `eks:index:Cluster/getKubeconfig`; none where the program has no such package for Node.js.
 */
export function documentedOutputs(token: string, directory: string): readonly string[] {
  return read(token, directory).map(({ name }) => name);
}

/**
 * Those that a deployment always has: what may be undefined is an argument that the program gives, or else nothing. Undefined where none are
 * documented.
 */
export function computedOutputs(token: string, directory: string): readonly string[] | undefined {
  const outputs = read(token, directory);
  return outputs.length === 0 ? undefined : outputs.flatMap(({ name, type }) => (/ \| undefined$/.test(type) ? [] : name));
}

function read(token: string, directory: string): { readonly name: string; readonly type: string }[] {
  const [provider = "", path = "", name = ""] = token.split(":");
  const [owner = "", method] = name.split("/");
  const member = method ?? owner;
  const [module = "", file = `${owner.charAt(0).toLowerCase()}${owner.slice(1)}`] = path.split("/");
  const text = declaration(provider, module === "index" ? file : join(module, file), directory);
  const answer = `${member.charAt(0).toUpperCase()}${member.slice(1)}Result`;
  const result = new RegExp(`^( *)(?:export )?interface ${answer} \\{([^]*?)\\n\\1\\}`, "m").exec(text)?.[2];
  const block = result ?? new RegExp(`export declare class ${member} [^]*?\\n    constructor\\(`).exec(text)?.[0] ?? "";
  const outputs = result === undefined ? OUTPUT : /^ {4,8}readonly (\w+)\??:/gm;
  return [...block.matchAll(outputs)].map(([, name = "", type = ""]) => ({ name, type }));
}

/** An output and its type, which may have several lines. */
const OUTPUT = /^ {4}readonly (\w+): pulumi\.Output<((?:.|\n {5,}|\n {4}\})*?)>;$/gm;

function declaration(provider: string, path: string, directory: string): string {
  for (const scope of ["@pulumi", "@pulumiverse"]) {
    try {
      const root = dirname(createRequire(join(directory, "_")).resolve(`${scope}/${provider}/package.json`));
      for (const file of [join(root, `${path}.d.ts`), join(root, "bin", `${path}.d.ts`)]) {
        try {
          return readFileSync(file, "utf8");
        } catch {
          // It may be in the other folder.
        }
      }
    } catch {
      // It may be of the other scope.
    }
  }
  return "";
}
