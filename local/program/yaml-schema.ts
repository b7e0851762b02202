import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { isMapping, type Mapping } from "./yaml";

const ANY = { $ref: "pulumi.json#/Any" };

/**
 * A schema of the packages that a YAML program names, by which its host finds the types of its resources: no provider is here that could give
 * its own. It knows what the program itself says of each, and takes anything for its values.
 * https://www.pulumi.com/docs/iac/using-pulumi/extending-pulumi/schema/
 */
export function schemaFor(directory: string, name: string): Mapping {
  const text = programText(directory);
  const program: unknown = parse(text);
  const declared = Object.entries(isMapping(program) && isMapping(program["resources"]) ? program["resources"] : {});
  const resources = declared.flatMap(([variable, resource]) => {
    const type = isMapping(resource) ? String(resource["type"]) : "";
    if (type.split(":")[0] !== name || !isMapping(resource)) return [];
    const inputs = Object.keys(Object(resource["properties"]));
    const outputs = [...text.matchAll(new RegExp(`\\$\\{${variable}\\.(\\w+)`, "g"))].flatMap(([, output]) => output ?? []);
    return [[canonical(type), inputs, [...inputs, ...outputs.filter((output) => output !== "id" && output !== "urn")]] as const];
  });
  const functions = [...text.matchAll(/[fF]unction:\s*['"]?([\w:/-]+)/g)].flatMap(([, token = ""]) =>
    token.split(":")[0] === name ? canonical(token) : [],
  );
  const merged: Record<string, { isComponent: boolean; inputProperties: Mapping; properties: Mapping }> = {};
  for (const [type, inputs, outputs] of resources) {
    const { inputProperties = {}, properties = {} } = merged[type] ?? {};
    merged[type] = {
      isComponent: COMPONENTS.has(name),
      inputProperties: { ...inputProperties, ...anything(inputs) },
      properties: { ...properties, ...anything(outputs) },
    };
  }
  return {
    name,
    version: "0.0.0",
    resources: merged,
    functions: Object.fromEntries(functions.map((token) => [token, { inputs: { type: "object", properties: {} }, outputs: ANY }])),
  };
}

/** The packages that a program names, but for Pulumi's own. */
export function packagesOf(directory: string): readonly string[] {
  const tokens = [...programText(directory).matchAll(/\b(?:type|[fF]unction):\s*['"]?([\w-]+):[\w:/]+/g)].flatMap(([, name]) => name ?? []);
  return [...new Set(tokens)].filter((name) => name !== "pulumi");
}

function programText(directory: string): string {
  const files = readdirSync(directory).filter((file) => /^(?:Main|Pulumi)\.ya?ml$/.test(file));
  return readFileSync(join(directory, files.find((file) => file.startsWith("Main")) ?? files[0] ?? "Pulumi.yaml"), "utf8");
}

/** Packages of components, whose types have no path: `awsx:ec2:Vpc`. */
const COMPONENTS = new Set(["aws-apigateway", "aws-iam", "aws-static-website", "awsx", "eks"]);

/** `aws:apigateway:RestApi` is short for `aws:apigateway/restApi:RestApi`. */
function canonical(token: string): string {
  const parts = token.split(":");
  const [name = "", module = "index", member = ""] = parts.length === 2 ? [parts[0], "index", parts[1]] : parts;
  if (COMPONENTS.has(name)) return `${name}:${module}:${member}`;
  return module.includes("/") ? token : `${name}:${module}/${member.charAt(0).toLowerCase()}${member.slice(1)}:${member}`;
}

function anything(names: readonly string[]): Mapping {
  return Object.fromEntries(names.map((name) => [name, ANY]));
}
