import assert from "node:assert/strict";
import { check } from "../../definition/index";
import { readAs } from "../definition/rules/refusals";
import { REASONS } from "./control-plane-candidate";
import { fixture } from "./control-plane-fixture";
import { type RefusalCase, readCases } from "./files";
import { replayRefusal } from "./replay-control-plane";

describe("The recorded refusals of the control plane", () => {
  const { refusals } = readCases([`${__dirname}/control-plane`]);

  it("start from an API that nothing is wrong with", () => {
    const { definition, stages } = fixture({});
    assert.deepEqual(check(readAs(definition), stages), []);
  });

  for (const family of new Set(refusals.map(({ name }) => name.split("/", 1)[0])))
    it(`are refused with AWS's own messages: ${family}`, () => {
      const failures = refusals
        .filter(({ name }) => name.startsWith(`${family}/`))
        .flatMap((refusal) => replayRefusal(refusal).differences);
      assert.deepEqual(failures, []);
    });

  const replay = (operation: string, input: object, message: string, code = "BadRequestException") => {
    const refusal: RefusalCase = { name: "made/up", operation, input: { ...input }, error: { code, message } };
    return replayRefusal(refusal);
  };

  it("would fail where nothing is refused, or something else is", () => {
    assert.deepEqual(replay("CreateModel", { name: "Fine", schema: '{"type": "object"}' }, "no").differences, ["nothing is refused"]);
    assert.match(
      replay("CreateModel", { name: "a_b", schema: '{"type": "object"}' }, "another").differences.join(),
      /expected "another",got models\.a_b/,
    );
    assert.deepEqual(replay("CreateModel", { name: "a_b", schema: '{"type": "object"}' }, "any", "<any>").differences, []);
    const accepted = { subject: "timeoutInMillis", accepted: 30_000, refused: 30_001 };
    assert.match(replay("PutIntegration", accepted, "any", "<any>").differences.join(), /30000 is accepted by AWS, and refused/);
  });

  it("are out of reach only for what they are", () => {
    assert.equal(replay("GetModel", {}, "").outOfReach, REASONS.read);
    assert.equal(replay("CreateModel", { restApiId: "none", name: "Fine", schema: "{}" }, "no such API").outOfReach, REASONS.identifier);
    assert.equal(replay("CreateApiKey", { value: "short" }, "").outOfReach, REASONS.otherThing);
    assert.equal(replay("UpdateRestApi", { patchOperations: [{ op: "replace", path: "/id", value: "a" }] }, "").outOfReach, REASONS.patch);
    assert.equal(
      replay("UpdateRestApi", { patchOperations: [{ op: "replace", path: "/name", value: "" }] }, "Member must not be null").outOfReach,
      undefined,
    );
    assert.deepEqual(replay("UpdateRestApi", { patchOperations: [{ op: "replace", path: "/name", value: "fine" }] }, "no").differences, [
      "nothing is refused",
    ]);
  });
});
