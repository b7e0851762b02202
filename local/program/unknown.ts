import { computedOutputs } from "./documented";
import { howToGiveValue } from "./given";
import type { Project } from "./project";
import type { Resource } from "./resource";

/** What the APIs, functions, policies and tables need and only a deployment, or another stack, would know; one line each. */
export function unknownNotices(resources: readonly Resource[], project: Project, stack: string): string[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return resources
    .filter(({ type }) => NEEDED.test(type))
    .flatMap(({ type, name, unknown }) =>
      unknown
        .filter(({ path }) => !IDLE.test(path))
        .map(({ path, of }) => {
          const sources = of
            .flatMap((urn) => byUrn.get(urn) ?? [])
            .filter((source) => source.type === STACK_REFERENCE || missingOf(source, project).length > 0);
          const from = sources.map((source) => described(source, project, stack)).join("; or ");
          return `${kind(type)} ${JSON.stringify(name)}: ${path} is not known locally and left out${from && `: it needs ${from}`}`;
        }),
    );
}

const NEEDED = /^aws:(?:apigateway|dynamodb|iam|lambda)\//;
/** Properties that change nothing of what runs locally. */
const IDLE = /^(?:description|s3ObjectVersion|sourceCodeHash|tags|tagsAll|triggers)(?![\w-])/;
const STACK_REFERENCE = "pulumi:pulumi:StackReference";
const SHOWN = 6;

function described(source: Resource, project: Project, stack: string): string {
  if (source.type === STACK_REFERENCE) {
    const other = String(source.outputs["name"]);
    return `an output of the stack ${JSON.stringify(other)} (StackReference): ${howToGiveValue(other, "<output>", stack)}`;
  }
  const missing = missingOf(source, project);
  const shown = missing.length > SHOWN ? [...missing.slice(0, SHOWN), "…"] : missing;
  const which = missing.length === 1 ? `the output ${missing[0]}` : `an output (${shown.join(", ")})`;
  return `${which} of ${kind(source.type)} ${JSON.stringify(source.name)}: ${howToGiveValue(source.name, missing.length === 1 ? (missing[0] ?? "") : "<output>", stack)}`;
}

/** What the provider documents and nobody makes locally; of a provider that is not known here, anything. */
function missingOf({ type, outputs }: Resource, { directory }: Project): readonly string[] {
  const computed = computedOutputs(type, directory);
  if (computed === undefined) return type.startsWith("pulumi:") ? [] : ["<output>"];
  return computed.filter((output) => outputs[output] === undefined);
}

function kind(type: string): string {
  return type.split(":").at(-1) ?? type;
}
