import { existsSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/** The fields of a package.json that say how the package is loaded. */
export interface Package {
  readonly name?: string;
  readonly main?: string;
  readonly module?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** The installed package that a file is of, with its folder; nothing if it is of none. */
export function packageOf(file: string): { readonly root: string; readonly fields: Package } | undefined {
  if (!file.includes(`${sep}node_modules${sep}`)) return undefined;
  for (let root = dirname(file); !root.endsWith("node_modules"); root = dirname(root)) {
    // A package has folders with a package.json of their own, which say nothing but the type of their modules.
    const fields = existsSync(join(root, "package.json")) ? JSON.parse(readFileSync(join(root, "package.json"), "utf8")) : {};
    if ("name" in fields && "version" in fields) return { root, fields };
  }
  return undefined;
}
