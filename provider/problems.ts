import * as pulumi from "@pulumi/pulumi";
import { type ObjectType, type Property, portable, typeOf } from "../components/schema/index";
import { INPUTS } from "./schema";

export interface InputProblem {
  readonly propertyPath: string;
  readonly reason: string;
}

/** What a component cannot take of its inputs; whether a text is a text Pulumi's languages check themselves. */
export function findProblems(inputs: pulumi.Inputs): InputProblem[] {
  const problems = [...inObject(inputs, INPUTS, "")];
  return problems.length > 0 ? problems : [...unnamedFunctions(inputs)];
}

function* inObject(value: object, { properties }: ObjectType, at: string): Problems {
  for (const [name, member] of Object.entries(value)) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const propertyPath = at === "" ? name : `${at}.${name}`;
    if (property === undefined) yield { propertyPath, reason: `is not known; there are ${Object.keys(properties).join(", ")}` };
    else yield* inValue(member, property, propertyPath);
  }
}

function* inValue(value: unknown, property: Property, propertyPath: string): Problems {
  if (pulumi.Output.isInstance(value)) {
    if (property.plain && !property.oneOf?.some(({ plain }) => !plain)) yield { propertyPath, reason: "must be known before deployment" };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* inValue(item, itemOf(property), `${propertyPath}[${index}]`);
  } else if (typeof value === "object" && value !== null) {
    const type = objectTypeOf(property);
    if (type !== undefined) yield* inObject(value, type, propertyPath);
    else
      for (const [name, member] of Object.entries(value))
        yield* inValue(member, memberOf(property), `${propertyPath}[${JSON.stringify(name)}]`);
  }
}

type Problems = Iterable<InputProblem>;

/** What a property may be, one or one of several. */
function alternatives(property: Property): readonly Property[] {
  return property.oneOf ?? [property];
}

/** The members of JSON are JSON. */
function itemOf(property: Property): Property {
  return alternatives(property).find(({ items }) => items !== undefined)?.items ?? property;
}

function memberOf(property: Property): Property {
  return alternatives(property).find(({ additionalProperties }) => additionalProperties !== undefined)?.additionalProperties ?? property;
}

function objectTypeOf(property: Property): ObjectType | undefined {
  for (const { $ref } of alternatives(property)) {
    const type = typeOf($ref);
    if (type?.type === "object") return portable(type);
  }
  return undefined;
}

function* unnamedFunctions({ functions = {}, routes = {}, integrations = {}, authorizers = {} }: pulumi.Inputs): Problems {
  const calls = [
    ...Object.entries<Route>(routes).map(([key, { integration }]) => ({
      at: `routes[${JSON.stringify(key)}].integration`,
      ...integration,
    })),
    ...Object.entries<Call>(integrations).map(([key, integration]) => ({ at: `integrations[${JSON.stringify(key)}]`, ...integration })),
    ...Object.entries<Call>(authorizers).map(([name, authorizer]) => ({ at: `authorizers[${JSON.stringify(name)}]`, ...authorizer })),
  ];
  for (const { at, function: name } of calls)
    if (name !== undefined && !Object.hasOwn(functions, name))
      yield {
        propertyPath: `${at}.function`,
        reason: `is ${JSON.stringify(name)}, and functions has ${Object.keys(functions).join(", ") || "none"}`,
      };
}

interface Call {
  readonly function?: string;
}

interface Route {
  readonly integration: Call;
}
