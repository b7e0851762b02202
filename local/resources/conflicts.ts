import type { Resource } from "../program/index";
import { text } from "./properties";
import { named, type Registry } from "./registry";

/** A kind of part of which AWS keeps one: by which of its inputs two are the same, and what it answers of the second. */
interface Unique {
  readonly type: string;
  readonly by: readonly string[];
  readonly answer: (part: Resource) => string;
}

// Reported: https://github.com/pulumi/pulumi-aws/issues/1085, hashicorp/terraform#5893, #11395; the first is recorded as well.
const UNIQUE: readonly Unique[] = [
  {
    type: "resource:Resource",
    by: ["parentId", "pathPart"],
    answer: ({ inputs }) => `Another resource with the same parent already has this name: ${text(inputs["pathPart"]) ?? ""}`,
  },
  { type: "method:Method", by: ["resourceId", "httpMethod"], answer: () => "Method already exists for this resource" },
  {
    type: "methodResponse:MethodResponse",
    by: ["resourceId", "httpMethod", "statusCode"],
    answer: () => "Response already exists for this resource",
  },
  {
    type: "integrationResponse:IntegrationResponse",
    by: ["resourceId", "httpMethod", "selectionPattern"],
    answer: ({ inputs }) => `Integration response with selection pattern ${text(inputs["selectionPattern"]) ?? "default"} already exists`,
  },
];

/** Parts of one API that take the place of others, which AWS would refuse; one line each. */
export function conflicts(registry: Registry): string[] {
  return UNIQUE.flatMap(({ type, by, answer }) => {
    const taken = new Map<string, Resource>();
    return registry.all(`apigateway/${type}`).flatMap((part) => {
      if (part.existing || part.inputs["restApi"] === undefined || part.unknown.some(({ path }) => by.includes(path))) return [];
      const place = JSON.stringify([part.inputs["restApi"], ...by.map((property) => text(part.inputs[property]) ?? "")]);
      const first = taken.get(place);
      if (first === undefined) taken.set(place, part);
      return first === undefined ? [] : [`${named(part)}: AWS would refuse it beside ${named(first)}: ${answer(part)}`];
    });
  });
}
