import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { isMapping, type Mapping } from "./yaml";
import { type Accesses, ANY, accessesIn, joined, type NamedTypes, noAccesses, propertiesOf } from "./yaml-accesses";
import { invocationsIn } from "./yaml-functions";

/**
 * A schema of the packages that a YAML program names, by which its host finds the types of its resources: no provider is here that could give
 * its own. It knows what the program itself says of each, and takes anything for its values.
 * https://www.pulumi.com/docs/iac/using-pulumi/extending-pulumi/schema/
 */
export function schemaFor(directory: string, name: string): Mapping {
  const text = programText(directory);
  const parsed: unknown = parse(text);
  const program = isMapping(parsed) ? parsed : {};
  const accesses = accessesIn(text);
  const types: NamedTypes = {};
  return {
    name,
    version: "0.0.0",
    provider: providerOf(program, name),
    resources: resourcesOf(program, name, accesses, types),
    functions: functionsOf(program, name, accesses, types),
    types,
  };
}

interface Declared {
  readonly variable: string;
  readonly type: string;
  readonly inputs: readonly string[];
}

function declaredIn(program: Mapping): readonly Declared[] {
  return Object.entries(isMapping(program["resources"]) ? program["resources"] : {}).flatMap(([variable, resource]) => {
    if (!isMapping(resource)) return [];
    // One that exists already is read by what is known of its state.
    const { state } = Object(resource["get"]);
    return [{ variable, type: String(resource["type"]), inputs: Object.keys(Object(resource["properties"] ?? state)) }];
  });
}

/** The providers that the program makes itself. */
function providerOf(program: Mapping, name: string): Mapping {
  const own = declaredIn(program).filter(({ type }) => type === `pulumi:providers:${name}`);
  const properties = anything(own.flatMap(({ inputs }) => inputs));
  return { inputProperties: properties, properties };
}

function resourcesOf(program: Mapping, name: string, accesses: ReadonlyMap<string, Accesses>, types: NamedTypes): Mapping {
  const byType = new Map<string, { readonly inputs: readonly string[]; readonly accesses: Accesses }[]>();
  for (const { variable, type, inputs } of declaredIn(program)) {
    if (type.split(":")[0] !== name) continue;
    const known = byType.get(canonical(type)) ?? [];
    byType.set(canonical(type), [...known, { inputs, accesses: accesses.get(variable) ?? noAccesses() }]);
  }
  return Object.fromEntries(
    [...byType].map(([type, all]) => {
      const inputProperties = anything(all.flatMap(({ inputs }) => inputs));
      const { id: _, urn: __, ...outputs } = propertiesOf(joined(all.map((one) => one.accesses)), type, types);
      return [type, { isComponent: COMPONENTS.has(name), inputProperties, properties: { ...inputProperties, ...outputs } }];
    }),
  );
}

function functionsOf(program: Mapping, name: string, accesses: ReadonlyMap<string, Accesses>, types: NamedTypes): Mapping {
  const invocations = invocationsIn(program).filter(({ token }) => token.split(":")[0] === name);
  return Object.fromEntries(
    [...new Set(invocations.map(({ token }) => canonical(token)))].map((token) => {
      const all = invocations.filter((one) => canonical(one.token) === token);
      const read = all.map(({ returns, variable }) => {
        const ofVariable = accesses.get(variable ?? "") ?? noAccesses();
        return returns === undefined ? ofVariable : { ...noAccesses(), names: new Map([[returns, ofVariable]]) };
      });
      const properties = propertiesOf(joined(read), token, types);
      const inputs = { type: "object", properties: anything(all.flatMap((one) => one.arguments)) };
      return [token, { inputs, outputs: Object.keys(properties).length === 0 ? ANY : { type: "object", properties } }];
    }),
  );
}

/** The packages that a program names, but for Pulumi's own. */
export function packagesOf(directory: string): readonly string[] {
  const tokens = [...programText(directory).matchAll(/\b(?:(?:type|[fF]unction):\s*['"]?|fn::)([\w-]+):[\w:/]+/g)].flatMap(
    ([, name]) => name ?? [],
  );
  return [...new Set(tokens)].filter((name) => name !== "pulumi");
}

function programText(directory: string): string {
  const files = readdirSync(directory).filter((file) => /^(?:Main|Pulumi)\.ya?ml$/.test(file));
  return readFileSync(join(directory, files.find((file) => file.startsWith("Main")) ?? files[0] ?? "Pulumi.yaml"), "utf8");
}

const COMPONENTS = new Set(["aws-apigateway", "aws-iam", "aws-static-website", "awsx", "eks", "lambda-rest-api"]);

/** Packages whose types have no path, as those have that are made of Terraform's: `awsx:ec2:Vpc`. */
const WITHOUT_PATHS = new Set([...COMPONENTS, "aws-native", "command", "docker-build", "std"]);

/** `aws:apigateway:RestApi` is short for `aws:apigateway/restApi:RestApi`. */
function canonical(token: string): string {
  const parts = token.split(":");
  const [name = "", module = "index", member = ""] = parts.length === 2 ? [parts[0], "index", parts[1]] : parts;
  if (WITHOUT_PATHS.has(name)) return `${name}:${module}:${member}`;
  return module.includes("/") ? token : `${name}:${module}/${member.charAt(0).toLowerCase()}${member.slice(1)}:${member}`;
}

function anything(names: readonly string[]): Mapping {
  return Object.fromEntries(names.map((name) => [name, ANY]));
}
