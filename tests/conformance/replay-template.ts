/** One recorded mapping template: rendered and compared. */
import type { Json } from "../../definition/index";
import { compileTemplate, createOverrides } from "../../gateway/vtl/index";
import { differences } from "./expectation";
import type { TemplateCase } from "./files";
import type { StepResult } from "./replay-api";

export function replayTemplate({ name, template, input, context = {}, stageVariables = {}, expect }: TemplateCase): StepResult {
  const { path = {}, querystring = {}, header = {} } = input.params ?? {};
  const params = { path: new Map(Object.entries(path)), querystring: new Map(Object.entries(querystring)), header: new Map(Object.entries(header)) };
  try {
    const rendered = compileTemplate(template).render({
      body: input.body ?? "",
      params,
      context: context as Readonly<Record<string, Json>>,
      stageVariables,
      overrides: createOverrides(),
    });
    return { name, differences: differences(expect, rendered, "text") };
  } catch (error) {
    return { name, differences: [`the template fails: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
