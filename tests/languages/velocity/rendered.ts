import { compileTemplate, createOverrides, type TemplateInput } from "../../../languages/velocity/index";

/** A template rendered for a payload, with nothing else around it but what is given. */
export function rendered(template: string, body = "", input: Partial<TemplateInput> = {}): string {
  const params = { path: new Map<string, string>(), querystring: new Map<string, string>(), header: new Map<string, string>() };
  return compileTemplate(template).render({ body, params, context: {}, stageVariables: {}, overrides: createOverrides(), ...input });
}
