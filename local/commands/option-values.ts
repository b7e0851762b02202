/** What the values of options may be. Each throws a {@link Refusal} that names the option where one is none of them. */
import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { HeaderLine } from "../../gateway/index";
import { Refusal } from "../refusal";

export function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

export function interpreter(runtime: string, file: string): string {
  const path = resolve(file);
  if (!existsSync(path)) throw new Refusal(`--runtime ${runtime}=${file}: there is no such file`);
  return path;
}

export function endpointUrl(service: string, url: string): string {
  if (url !== "aws" && !isWebUrl(url))
    throw new Refusal(`--endpoint ${service}=${url}: it is a url, for example http://localhost:4566, or aws`);
  return url;
}

export function positiveNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Refusal(`${option} ${text}: it is a number from 1 on`);
  return Number(text);
}

export function folder(path: string): string {
  const directory = resolve(path);
  if (!existsSync(directory)) throw new Refusal(`${directory}: there is no such folder`);
  if (!statSync(directory).isDirectory()) throw new Refusal(`${directory}: it is a file; give the folder of a Pulumi program`);
  return directory;
}

export function assignment(option: string, text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new Refusal(`${option} ${text}: write it as ${option} NAME=VALUE`);
  return [text.slice(0, at), text.slice(at + 1)];
}

export function headerLine(text: string): HeaderLine {
  const at = text.indexOf(":");
  if (at < 1) throw new Refusal(`--header ${text}: write it as --header NAME:VALUE`);
  return [text.slice(0, at), text.slice(at + 1).trim()];
}

export function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65535)) throw new Refusal(`--port ${text}: a port is a number from 0 to 65535`);
  return port;
}

export function format(text: string): "json" | "yaml" {
  if (text !== "json" && text !== "yaml") throw new Refusal(`--format ${text}: it is json or yaml`);
  return text;
}

export function tools(check: string | undefined, filterPaths: readonly string[] | undefined): readonly string[] | undefined {
  if (check === undefined && filterPaths !== undefined) throw new Refusal("--filter-path goes with --check agentcore");
  if (check !== undefined && check !== "agentcore") throw new Refusal(`--check ${check}: it is agentcore`);
  const relative = filterPaths?.find((path) => !path.startsWith("/"));
  if (relative !== undefined) throw new Refusal(`--filter-path ${relative}: it begins with /, for example /pets/*`);
  return check === undefined ? undefined : (filterPaths ?? []);
}

export function output(value: string | undefined): { readonly file: string } | { readonly folder: string } | undefined {
  if (value === undefined) return undefined;
  return /[/\\]$/.test(value) ? { folder: resolve(value) } : { file: resolve(value) };
}
