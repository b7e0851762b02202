import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { UNKNOWN } from "../property";
import type { Mapping } from "../yaml";

type Function = (inputs: Mapping, directory: string) => unknown;

const input = (inputs: Mapping): string => String(inputs["input"] ?? "");
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const hash =
  (algorithm: string, encoding: "hex" | "base64"): Function =>
  (inputs) =>
    createHash(algorithm).update(input(inputs)).digest(encoding);
const fileHash =
  (algorithm: string, encoding: "hex" | "base64"): Function =>
  (inputs, directory) =>
    createHash(algorithm)
      .update(readFileSync(resolve(directory, input(inputs))))
      .digest(encoding);

/** The functions of Terraform's language, which Pulumi's converter writes: https://www.pulumi.com/registry/packages/std/ */
const FUNCTIONS: Readonly<Record<string, Function>> = {
  abspath: (inputs, directory) => resolve(directory, input(inputs)),
  base64decode: (inputs) => Buffer.from(input(inputs), "base64").toString(),
  base64encode: (inputs) => Buffer.from(input(inputs)).toString("base64"),
  base64sha256: hash("sha256", "base64"),
  base64sha512: hash("sha512", "base64"),
  basename: (inputs) => basename(input(inputs)),
  chomp: (inputs) => input(inputs).replace(/[\r\n]+$/, ""),
  compact: (inputs) => list(inputs["input"]).filter((item) => item !== "" && item !== null),
  concat: (inputs) => list(inputs["input"]).flat(),
  dirname: (inputs) => dirname(input(inputs)),
  distinct: (inputs) => [...new Set(list(inputs["input"]))],
  endswith: (inputs) => input(inputs).endsWith(String(inputs["suffix"])),
  file: (inputs, directory) => readFileSync(resolve(directory, input(inputs)), "utf8"),
  filebase64: (inputs, directory) => readFileSync(resolve(directory, input(inputs)), "base64"),
  filebase64sha256: fileHash("sha256", "base64"),
  filebase64sha512: fileHash("sha512", "base64"),
  filemd5: fileHash("md5", "hex"),
  filesha1: fileHash("sha1", "hex"),
  filesha256: fileHash("sha256", "hex"),
  filesha512: fileHash("sha512", "hex"),
  flatten: (inputs) => list(inputs["input"]).flat(Number.POSITIVE_INFINITY),
  join: (inputs) => list(inputs["input"]).join(String(inputs["separator"] ?? "")),
  jsondecode: (inputs) => JSON.parse(input(inputs)),
  jsonencode: (inputs) => JSON.stringify(inputs["input"]),
  keys: (inputs) => Object.keys(Object(inputs["input"])).sort(),
  length: (inputs) => Object.keys(Object(inputs["input"])).length,
  lookup: (inputs) => Object(inputs["map"])[String(inputs["key"])] ?? inputs["default"],
  lower: (inputs) => input(inputs).toLowerCase(),
  md5: hash("md5", "hex"),
  merge: (inputs) => Object.assign({}, ...list(inputs["input"])),
  replace: (inputs) => String(inputs["text"] ?? "").replaceAll(String(inputs["search"] ?? ""), String(inputs["replace"] ?? "")),
  sha1: hash("sha1", "hex"),
  sha256: hash("sha256", "hex"),
  sha512: hash("sha512", "hex"),
  split: (inputs) => String(inputs["text"] ?? "").split(String(inputs["separator"] ?? "")),
  startswith: (inputs) => input(inputs).startsWith(String(inputs["prefix"])),
  toset: (inputs) => [...new Set(list(inputs["input"]))],
  trimprefix: (inputs) =>
    input(inputs).startsWith(String(inputs["prefix"])) ? input(inputs).slice(String(inputs["prefix"]).length) : input(inputs),
  trimspace: (inputs) => input(inputs).trim(),
  trimsuffix: (inputs) =>
    input(inputs).endsWith(String(inputs["suffix"])) ? input(inputs).slice(0, -String(inputs["suffix"]).length) : input(inputs),
  values: (inputs) =>
    Object.keys(Object(inputs["input"]))
      .sort()
      .map((key) => Object(inputs["input"])[key]),
  upper: (inputs) => input(inputs).toUpperCase(),
  urlencode: (inputs) => encodeURIComponent(input(inputs)).replaceAll("%20", "+"),
};

/** What a function of the provider `std` answers, unknown where it is none of these; undefined of other providers' functions. */
export function callStd(token: string, inputs: Mapping, directory: string): Mapping | undefined {
  const name = /^std:(?:index[:/])?(?:\w+:)?(\w+)$/.exec(token)?.[1];
  if (name === undefined) return undefined;
  const call = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  return { result: call === undefined ? UNKNOWN : call(inputs, directory) };
}
