import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compileTemplate, createOverrides } from "../../gateway/vtl/index";
import { differences } from "./expectation";

const folder = join(__dirname, "vtl");

describe("Recorded mapping templates", () => {
  for (const file of readdirSync(folder).sort()) {
    for (const recorded of JSON.parse(readFileSync(join(folder, file), "utf8"))) {
      it(`renders ${recorded.name} (${recorded.direction})`, () => {
        const { requestOverride, ...context } = recorded.context ?? {};
        const overrides = createOverrides();
        const input = {
          body: recorded.input.body ?? "",
          params: {
            path: new Map<string, string>(Object.entries(recorded.input.params?.path ?? {})),
            querystring: new Map<string, string>(Object.entries(recorded.input.params?.querystring ?? {})),
            header: new Map<string, string>(Object.entries(recorded.input.params?.header ?? {})),
          },
          context,
          stageVariables: recorded.stageVariables ?? {},
          overrides,
        };
        compileTemplate(overriding(requestOverride ?? {})).render(input);
        const rendered = compileTemplate(recorded.template).render(input);
        assert.deepEqual(differences(recorded.expect, rendered, "rendered"), []);
      });
    }
  }
});

/** What a case says was left in requestOverride, as a request template that leaves it there. */
function overriding(requestOverride: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const set = (part: string, name: string, value: string) => `#set($context.requestOverride["${part}"]["${name}"] = '${value.replaceAll("'", "''")}')`;
  return Object.entries(requestOverride)
    .flatMap(([part, members]) => Object.entries(members).map(([name, value]) => set(part, name, value)))
    .join("\n");
}
