import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Served, serve } from "./served";

const PROGRAM = join(__dirname, "fixtures/openapi");
const COMMAND = join(__dirname, "../../bin/lambda-rest-api.js");

const run = promisify(execFile);

describe("The example of docs/openapi.md", () => {
  let served: Served;
  before(async () => {
    served = await serve(PROGRAM);
  });
  after(async () => {
    assert.equal(await served.stop(), 0);
  });

  const ask = async (method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: string) => {
    const { status, text } = await served.ask(method, `/shop/prod${path}`, { headers, ...(body !== undefined && { body }) });
    return [status, text === "" ? "" : JSON.parse(text)];
  };
  const jane = { "X-Token": "jane" };
  const json = { ...jane, "Content-Type": "application/json" };

  it("stands there as it is here", () => {
    const text = readFileSync(join(__dirname, "../../docs/openapi.md"), "utf8");
    for (const [file, language] of [
      ["pets.yaml", "yaml"],
      ["shop.ts", "ts"],
    ] as const) {
      const source = readFileSync(join(PROGRAM, file), "utf8").replace('"../../../../components/index"', '"lambda-rest-api"');
      assert.ok(text.includes(`\`\`\`${language}\n${source}\`\`\`\n`), `openapi.md has ${file}`);
    }
  });

  it("answers each operation by the integration that is joined to it", async () => {
    assert.deepEqual(await ask("GET", "/pets?kind=cat", jane), [200, { kind: "cat" }]);
    assert.deepEqual(await ask("POST", "/pets", json, '{"name":"Rex"}'), [201, { name: "Rex" }]);
    assert.deepEqual(await ask("GET", "/pets/a%22b"), [200, { id: 'a"b' }]);
    assert.deepEqual(await ask("GET", "/dogs"), [403, { message: "Missing Authentication Token" }]);
  });

  it("asks for what the document's security schemes are joined to", async () => {
    assert.deepEqual(await ask("GET", "/pets?kind=cat"), [401, { message: "Unauthorized" }]);
    assert.deepEqual(await ask("GET", "/pets?kind=cat", { "X-Token": "bob" }), [401, { message: "Unauthorized" }]);
  });

  it("refuses a request that the document does not allow, and says why", async () => {
    assert.deepEqual(await ask("GET", "/pets", jane), [400, { message: "Missing required request parameters: [kind]" }]);
    assert.deepEqual(await ask("POST", "/pets", json, "{}"), [
      400,
      { message: "Invalid request body", detail: '[object has missing required properties (["name"])]' },
    ]);
    assert.deepEqual(await ask("POST", "/pets", { ...json, "Content-Type": "text/plain" }, "hello"), [
      400,
      { message: "Invalid request body", detail: "[Unknown error parsing request body]" },
    ]);
  });

  it("lets pages of its origin read that, too", async () => {
    const { headers } = await served.ask("POST", "/shop/prod/pets", {
      headers: { ...json, Origin: "https://shop.example.com" },
      body: "{}",
    });
    assert.equal(headers["access-control-allow-origin"], "https://shop.example.com");
  });
});

describe("The OpenAPI document that the command writes", () => {
  const programs: readonly (readonly [program: string, api: string, ...config: string[]])[] = [
    ["openapi", "shop"],
    ["stages", "sums"],
    [
      "access",
      "shop",
      "mobileKey=mobile-key-of-twenty-or-more",
      "partnerKey=partner-key-of-twenty-or-more",
      "userPoolArn=arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI",
    ],
    ["integrations", "shop", "backend=http://localhost"],
  ];

  for (const [program, api, ...config] of programs)
    it(`is valid for a public validator, of the API ${api} of the program ${program}`, async () => {
      const { Validator } = await import("@seriousme/openapi-schema-validator");
      const options = config.flatMap((setting) => ["--config", `${program}:${setting}`]);
      const { stdout } = await run(process.execPath, [COMMAND, "openapi", join(__dirname, "fixtures", program), "--api", api, ...options], {
        maxBuffer: 1 << 24,
      });
      assert.deepEqual(await new Validator().validate(JSON.parse(stdout)), { valid: true });
    });
});
