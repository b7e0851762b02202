import assert from "node:assert/strict";
import { EXCEPTIONS } from "./exceptions";
import { readCases } from "./files";
import { replayApi, type StepResult } from "./replay-api";
import { replayTemplate } from "./replay-template";

describe("The recorded cases", () => {
  const { apis, templates } = readCases([__dirname]);
  for (const api of apis) it(`pass: ${api.name}`, async () => assertNone(await replayApi(api)));
  for (const family of new Set(templates.map((one) => one.family))) {
    it(`pass: ${family}`, () =>
      assertNone(templates.filter((one) => one.family === family).map(({ template }) => replayTemplate(template))));
  }

  it("are no exceptions without being there", () => {
    const names = new Set(apis.flatMap(({ name, steps }) => steps.map((step, index) => `${name} step ${index + 1} (${step.note ?? ""})`)));
    for (const { template } of templates) names.add(template.name);
    for (const name of Object.keys(EXCEPTIONS)) assert.ok(names.has(name), name);
  });
});

function assertNone(results: readonly StepResult[]): void {
  const failures = results.filter(({ name, differences }) => differences.length > 0 && !(name in EXCEPTIONS));
  assert.deepEqual(
    failures.flatMap(({ name, differences }) => [name, ...differences.map((difference) => `  ${difference}`)]),
    [],
  );
}
