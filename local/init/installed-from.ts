import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What another program installs this package by: what package.json can name, or an archive beside it. */
export type Origin = { readonly specifier: string } | { readonly archive: string } | "unknown";

/**
 * Where the package in a folder was installed from, as whoever installed it (a program, npx, pnpm dlx) wrote down.
 * The package's name alone is enough only where it came from a registry.
 */
export function installedFrom(packageFolder: string, name: string, version: string): Origin {
  const { folder, specifier } = installerOf(dirname(packageFolder), name);
  if (specifier === undefined) return "unknown";
  const [, path] = /^file:(.*)$/.exec(specifier) ?? [];
  if (path !== undefined) {
    const archive = resolve(folder, path);
    return existsSync(archive) && statSync(archive).isFile() ? { archive } : "unknown";
  }
  if (/^(?:link|portal|workspace):/.test(specifier)) return "unknown";
  return { specifier: /[:/]/.test(specifier) ? specifier : `^${version}` };
}

interface Installer {
  readonly folder: string;
  readonly specifier?: string;
}

function installerOf(folder: string, name: string): Installer {
  const file = join(folder, "package.json");
  const { dependencies, devDependencies } = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const specifier: string | undefined = { ...devDependencies, ...dependencies }[name];
  if (specifier !== undefined) return { folder, specifier };
  return folder === dirname(folder) ? { folder } : installerOf(dirname(folder), name);
}
