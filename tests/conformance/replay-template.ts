/** One recorded mapping template: rendered and compared. */
import type { Json } from "../../definition/index";
import { compileTemplate, createOverrides } from "../../languages/velocity/index";
import { differences } from "./expectation";
import type { TemplateCase } from "./files";
import type { StepResult } from "./replay-api";

/** Does what an earlier request template did, so that the recorded one sees its overrides. */
const override = compileTemplate(
  '#set($parts = $input.path("$"))#foreach($part in $parts.keySet())#foreach($name in $parts.get($part).keySet())' +
    "$context.requestOverride.get($part).put($name, $parts.get($part).get($name))#end#end",
);

export function replayTemplate({ name, template, input, context = {}, stageVariables = {}, expect }: TemplateCase): StepResult {
  const { path = {}, querystring = {}, header = {} } = input.params ?? {};
  const { requestOverride = {}, ...others } = context;
  const given = {
    params: {
      path: new Map(Object.entries(path)),
      querystring: new Map(Object.entries(querystring)),
      header: new Map(Object.entries(header)),
    },
    context: others as Readonly<Record<string, Json>>,
    stageVariables,
    overrides: createOverrides(),
  };
  try {
    override.render({ ...given, body: JSON.stringify(requestOverride) });
    return { name, differences: differences(expect, compileTemplate(template).render({ ...given, body: input.body ?? "" }), "text") };
  } catch (error) {
    return { name, differences: [`the template fails: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
