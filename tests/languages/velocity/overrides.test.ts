import assert from "node:assert/strict";
import { createOverrides, TemplateError } from "../../../languages/velocity/index";
import { rendered } from "./rendered";

describe("$context", () => {
  const context = {
    stage: "prod",
    requestTimeEpoch: 1700000000000,
    isCanaryRequest: false,
    identity: { sourceIp: "192.0.2.1", user: null },
    authorizer: { claims: null },
  };

  it("prints its values, and nothing for its maps and for null", () => {
    assert.equal(
      rendered("$context.stage $context.requestTimeEpoch $context.isCanaryRequest", "", { context }),
      "prod 1700000000000 false",
    );
    assert.equal(
      rendered("[$context][$context.identity][$context.identity.user][$context.get('requestOverride')]", "", { context }),
      "[][][][]",
    );
    assert.equal(rendered("$context.identity.keySet() $context.identity.sourceIp", "", { context }), "[sourceIp, user] 192.0.2.1");
  });

  it("is the same for the next template, whatever one sets in it", () => {
    const overrides = createOverrides();
    assert.equal(rendered('#set($context.stage="x")#set($context.new=1)$context.stage$context.new', "", { context, overrides }), "x1");
    assert.equal(rendered("$context.stage$context.new", "", { context, overrides }), "prod");
  });
});

describe("Overrides", () => {
  it("begin with empty maps", () => {
    const overrides = createOverrides();
    assert.equal(
      rendered("$context.requestOverride.keySet() $context.responseOverride.keySet()", "", { overrides }),
      "[path, header, querystring] [header]",
    );
    assert.deepEqual(
      [overrides.requestPath, overrides.requestHeader, overrides.requestQuerystring, overrides.responseHeader, overrides.responseStatus],
      [new Map(), new Map(), new Map(), new Map(), undefined],
    );
  });

  it("hold what a template sets in any way", () => {
    const overrides = createOverrides();
    const name = '#set($name="X-B")';
    rendered(
      `${name}#set($context.requestOverride.header.X-A = "a")#set($context.requestOverride.header[$name] = ["b", 2])$context.requestOverride.querystring.put("q", $input.path('$.n'))#set($context["requestOverride"].path["p"] = "$name!")#set($context.responseOverride.header.H = true)#set($context.responseOverride.status = 404)`,
      '{"n":1.0}',
      { overrides },
    );
    assert.deepEqual(
      overrides.requestHeader,
      new Map([
        ["X-A", ["a"]],
        ["X-B", ["b", "2"]],
      ]),
    );
    assert.deepEqual(overrides.requestQuerystring, new Map([["q", ["1.0"]]]));
    assert.deepEqual(overrides.requestPath, new Map([["p", ["X-B!"]]]));
    assert.deepEqual(overrides.responseHeader, new Map([["H", ["true"]]]));
    assert.equal(overrides.responseStatus, 404);
  });

  it("pass from the request template to the response template, which may set them again", () => {
    const overrides = createOverrides();
    rendered('#set($context.responseOverride.status = 400)#set($context.requestOverride.path.body = "kept")', "", { overrides });
    assert.equal(
      rendered("$context.requestOverride.path.body $context.responseOverride.status#set($context.responseOverride.status = 202)", "", {
        overrides,
      }),
      "kept 400",
    );
    assert.equal(overrides.responseStatus, 202);
  });

  for (const [status, expected] of [
    ["'444'", 444],
    ["200", 200],
    ["99", undefined],
    ["600", undefined],
    ["'x'", undefined],
    ["200.0", undefined],
    ["$nope", undefined],
    ["[200]", undefined],
  ] as const) {
    it(`have the status ${expected} where ${status} is set`, () => {
      const overrides = createOverrides();
      rendered(`#set($context.responseOverride.status = ${status})`, "", { overrides });
      assert.equal(overrides.responseStatus, expected);
    });
  }

  it("survive a template that replaces their maps", () => {
    const overrides = createOverrides();
    rendered('#set($context.requestOverride.header.a = "1")$context.responseOverride.remove("header")', "", { overrides });
    assert.deepEqual(overrides.responseHeader, new Map());
    assert.deepEqual(overrides.requestHeader, new Map([["a", ["1"]]]));
  });

  it("refuse a second override of one parameter by one template", () => {
    for (const twice of ["responseOverride.status", "requestOverride.header.a"]) {
      assert.throws(
        () => rendered(`#set($context.${twice} = "200")#set($context.${twice} = "201")`),
        (error) => error instanceof TemplateError && /more than once/.test(error.message),
      );
    }
  });
});

describe("$input.params", () => {
  const params = {
    path: new Map([
      ["v", "path"],
      ["only-path", ""],
    ]),
    querystring: new Map([
      ["v", "query"],
      ["q", "1"],
    ]),
    header: new Map([
      ["v", "header"],
      ["only-path", "no"],
      ["H", "h"],
    ]),
  };

  it("looks in the path, the query string and the headers, in this order", () => {
    assert.equal(
      rendered("$input.params('v')|$input.params('q')|$input.params('H')|$input.params('h')|$input.params('only-path')", "", { params }),
      "path|1|h||",
    );
  });

  it("has a map of each", () => {
    assert.equal(
      rendered("$input.params().keySet() $input.params().querystring.q $input.params().header.get('H') $input.params().path", "", {
        params,
      }),
      "[path, querystring, header] 1 h {v=path, only-path=}",
    );
  });
});
