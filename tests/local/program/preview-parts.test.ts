import assert from "node:assert/strict";
import { join } from "node:path";
import { cloud, readProject, readStack } from "../../../local/program/index";
import { runProgram } from "./run-program";

const ROUTE = "lambda-rest-api:index:Route";
const URN = "urn:pulumi:dev::parts::my:Component$lambda-rest-api:index:RestApi$lambda-rest-api:index:Route::api GET /a";

describe("what an API registers for a preview alone", () => {
  const run = async (observed?: string) => {
    const project = readProject(join(__dirname, "fixtures/parts"));
    const config = new Map(observed === undefined ? [] : [["parts:observed", observed]]);
    const lines: string[] = [];
    const stack = readStack(project, undefined, { config, values: new Map() });
    const surroundings = { cloud: cloud("123456789012", "eu-west-2"), baseUrl: "http://localhost:3000" };
    const { resources } = await runProgram(project, stack, { ...surroundings, log: (line) => void lines.push(line) });
    return { resources, types: resources.map(({ type }) => type), lines };
  };

  it("is not asked for where nobody looks at it, and has its URN", async () => {
    const { types, lines } = await run();
    assert.deepEqual(
      types.filter((type) => type.startsWith("lambda-rest-api:")),
      ["lambda-rest-api:index:RestApi", "lambda-rest-api:index:Stage"],
    );
    assert.ok(types.includes("aws:apigateway/restApi:RestApi"));
    assert.deepEqual(lines, [URN]);
  });

  it("can be depended on by what is beside it", async () => {
    const { resources } = await run();
    assert.deepEqual(
      resources.filter(({ type }) => type === "my:index:Beside").map(({ name, inputs }) => [name, inputs["beside"]]),
      [
        ["one", URN],
        ["other", URN],
      ],
    );
  });

  for (const [observed, how] of [
    ["part", "the part"],
    ["component", "the component"],
    ["stack", "the stack"],
    ["stack, later", "the stack, later,"],
  ] as const)
    it(`is registered where ${how} transforms resources, and has the same URN`, async () => {
      const { types, lines } = await run(observed);
      assert.equal(types.filter((type) => type === ROUTE).length, 2);
      assert.deepEqual(lines.sort(), [`${how} is told of a route`, `${how} is told of a route`, URN]);
    });
});
