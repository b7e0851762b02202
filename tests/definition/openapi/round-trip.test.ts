import assert from "node:assert/strict";
import fc from "fast-check";
import { type ApiDefinition, readOpenApi, writeOpenApi } from "../../../definition/index";
import { apiDefinition } from "../arbitraries";

describe("OpenAPI, written and read", () => {
  it("reads what it wrote as the definition that it was", () => {
    fc.assert(
      fc.property(apiDefinition, (definition) =>
        assert.deepEqual(readOpenApi(writeOpenApi(definition), { endpoint: definition.endpoint }), definition),
      ),
    );
  });

  it("survives being text", () => {
    fc.assert(
      fc.property(apiDefinition, (definition) => {
        const document: unknown = JSON.parse(JSON.stringify(writeOpenApi(definition)));
        assert.deepEqual(readOpenApi(document, { endpoint: definition.endpoint }), definition);
      }),
    );
  });

  it("is no twenty times longer than the definition, as the rule of its length takes for granted", () => {
    fc.assert(
      fc.property(apiDefinition, (definition) => {
        const [written, given] = [writeOpenApi(definition), definition].map((json) => Buffer.byteLength(JSON.stringify(json)));
        assert.ok(Number(written) < 20 * Number(given));
      }),
    );
  });

  it("writes the same text whatever the order in which the members came", () => {
    fc.assert(
      fc.property(apiDefinition, (definition) => {
        assert.equal(JSON.stringify(writeOpenApi(backwards(definition))), JSON.stringify(writeOpenApi(definition)));
      }),
    );
  });
});

/** The same definition with the members of every object in the opposite order. */
function backwards(definition: ApiDefinition): ApiDefinition;
function backwards(value: unknown): unknown;
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, backwards(member)]),
  );
}
