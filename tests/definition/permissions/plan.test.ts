import assert from "node:assert/strict";
import fc from "fast-check";
import { METHODS, type Method, type PermissionPlan, type PermissionRequest, planPermissions } from "../../../definition/index";

type RouteOf = PermissionRequest["routes"][number];

/** A request with these routes, one stage and nothing else. */
function requestOf(routes: readonly RouteOf[], rest: Partial<PermissionRequest> = {}): PermissionRequest {
  return { routes, authorizers: [], stages: ["prod"], testInvoke: false, ...rest };
}

function sourcesOf(plan: PermissionPlan, name = "f"): string[] {
  return plan.statements.filter((statement) => statement.function === name).map(({ source }) => source);
}

/** Five routes for each of so many resources below a path. */
function crud(count: number, functionOf: (method: Method, index: number) => string | undefined, below = ""): RouteOf[] {
  return Array.from({ length: count }, (_, index) => {
    const routes: [Method, string][] = [
      ["GET", `${below}/res${index}`],
      ["POST", `${below}/res${index}`],
      ["GET", `${below}/res${index}/{id}`],
      ["PUT", `${below}/res${index}/{id}`],
      ["DELETE", `${below}/res${index}/{id}`],
    ];
    return routes.map(([method, path]) => ({ method, path, function: functionOf(method, index) }));
  }).flat();
}

describe("The permissions of an API", () => {
  it("are one statement for each route and stage, with the path's variables by name", () => {
    const routes: RouteOf[] = [
      { method: "GET", path: "/", function: "f" },
      { method: "POST", path: "/pets/{id}/{proxy+}", function: "f" },
      { method: "GET", path: "/pets", function: "g" },
      { method: "OPTIONS", path: "/pets" },
    ];
    const plan = planPermissions(requestOf(routes, { stages: ["v0", "v1"] }));
    assert.deepEqual(sourcesOf(plan), ["v0/GET/", "v0/POST/pets/{id}/{proxy+}", "v1/GET/", "v1/POST/pets/{id}/{proxy+}"]);
    assert.deepEqual(sourcesOf(plan, "g"), ["v0/GET/pets", "v1/GET/pets"]);
    assert.deepEqual([plan.widened, plan.problems], [[], []]);
  });

  it("take any method for ANY, and say which route of another function that allows too", () => {
    const routes: RouteOf[] = [
      { method: "ANY", path: "/pets", function: "f" },
      { method: "GET", path: "/pets", function: "f" },
      { method: "POST", path: "/pets", function: "g" },
      { method: "OPTIONS", path: "/pets" },
      { method: "ANY", path: "/alone", function: "f" },
    ];
    const plan = planPermissions(requestOf(routes));
    assert.deepEqual(sourcesOf(plan), ["prod/*/alone", "prod/*/pets"]);
    assert.deepEqual(plan.widened, [
      {
        function: "f",
        source: "prod/*/pets",
        cause: "ANY",
        routes: ["ANY /pets"],
        alsoGrants: ["OPTIONS /pets (no function)", "POST /pets (function g)"],
      },
    ]);
  });

  it("are the console's too when that is wanted", () => {
    const plan = planPermissions(requestOf([{ method: "GET", path: "/pets", function: "f" }], { testInvoke: true }));
    assert.deepEqual(sourcesOf(plan), ["prod/GET/pets", "test-invoke-stage/GET/pets"]);
  });

  it("let any authorizer invoke an authorizer's function, and say so if there are others", () => {
    const authorizers = [
      { name: "a", function: "f" },
      { name: "b", function: "f" },
    ];
    const alone = planPermissions(requestOf([{ method: "GET", path: "/", function: "f" }], { authorizers }));
    assert.deepEqual([sourcesOf(alone), alone.widened], [["authorizers/*", "prod/GET/"], []]);
    const withOther = planPermissions(requestOf([], { authorizers: [...authorizers, { name: "c", function: "g" }] }));
    assert.deepEqual(withOther.widened.slice(0, 1), [
      { function: "f", source: "authorizers/*", cause: "authorizer", routes: [], alsoGrants: ["authorizer c (function g)"] },
    ]);
  });

  it("have statement ids that say what they allow and differ from each other's", () => {
    const path = "/pets/{id}/toys/{toy}/parts/{part}/of/the/toy";
    const [one, other] = planPermissions(
      requestOf(["", "/box"].map((end) => ({ method: "GET", path: path + end, function: "f" }))),
    ).statements;
    assert.match(one?.statementId ?? "", /^prod-GET-pets-id-toys[A-Za-z0-9_-]+$/);
    assert.notEqual(one?.statementId, other?.statementId);
  });

  it("have other ids where the program knows the function by another name, as the same policy may hold both for a while", () => {
    const named = (fn: string) => planPermissions(requestOf([{ method: "GET", path: "/pets", function: fn }])).statements[0]?.statementId;
    assert.notEqual(named("f"), named("renamed"));
  });

  it("keep the other statements when a route is added that fits as well", () => {
    const routes = crud(8, () => "f");
    const before = planPermissions(requestOf(routes)).statements;
    const after = planPermissions(requestOf([{ method: "GET", path: "/a", function: "f" }, ...routes])).statements;
    assert.deepEqual(
      after.filter(({ source }) => source !== "prod/GET/a"),
      before,
    );
    assert.equal(after.length, before.length + 1);
  });

  it("fit for 300 routes of one function, those that can be exact being so", () => {
    const plan = planPermissions(requestOf(crud(60, () => "f")));
    assert.deepEqual(plan.problems, []);
    assert.ok(sourcesOf(plan).some((source) => !source.includes("*")));
    assert.ok(sourcesOf(plan).length >= 50);
  });

  it("take any stage before they take other paths", () => {
    const plan = planPermissions(
      requestOf(
        crud(7, () => "f"),
        { stages: ["v0", "v1"] },
      ),
    );
    assert.ok(plan.widened.length > 0);
    for (const { source, alsoGrants } of plan.widened) {
      assert.match(source, /^\*\/[^*]+$/);
      assert.deepEqual(alsoGrants, ["every other stage of the API"]);
    }
  });

  it("keep apart functions of different resources", () => {
    const plan = planPermissions(requestOf([...crud(60, () => "f", "/shop"), ...crud(60, () => "g", "/stock")]));
    assert.deepEqual(grantedToOthers(plan), []);
  });

  it("keep apart functions of different methods", () => {
    const plan = planPermissions(requestOf(crud(100, (method) => (method === "GET" ? "reads" : "writes"))));
    assert.deepEqual(grantedToOthers(plan), []);
    const deeper = Array.from({ length: 100 }, (_, index): RouteOf => ({ method: "PATCH", path: `/res${index}/deeper`, function: "g" }));
    assert.deepEqual(
      grantedToOthers(planPermissions(requestOf([...crud(100, () => "f"), ...deeper]))).filter((grant) => grant.includes("function g")),
      [],
    );
  });

  it("rather take many routes together than few with one of another function among them", () => {
    const pairs = Array.from({ length: 20 }, (_, index) =>
      ["a", "b", "c"].map((last): RouteOf => ({ method: "GET", path: `/${index}/${last}`, function: last === "c" ? "g" : "f" })),
    ).flat();
    const many = Array.from({ length: 30 }, (_, index): RouteOf => ({ method: "GET", path: `/many/${index}`, function: "f" }));
    assert.deepEqual(grantedToOthers(planPermissions(requestOf([...pairs, ...many]))), []);
  });

  it("refuses what cannot fit, with the sizes", () => {
    const routes = crud(60, () => "f");
    assert.deepEqual(
      planPermissions(requestOf(routes, { functions: { f: { otherBytes: 20_100 } } })).problems.map(({ where }) => where),
      ['permissions of function "f"'],
    );
    const [problem] = planPermissions(requestOf(routes, { functions: { f: { otherBytes: 20_400 } } })).problems;
    assert.match(
      problem?.message ?? "",
      /^The final policy size \(20\d{3}\) is bigger than the limit \(20480\)\. 20454 bytes of it are others' statements/,
    );
  });

  it("leave room for others' statements, and take more where ARNs are known to be short", () => {
    const routes = crud(60, () => "f");
    const statements = (functions: PermissionRequest["functions"]) =>
      planPermissions(requestOf(routes, { ...(functions && { functions }) })).statements.length;
    assert.ok(statements({ f: { otherBytes: 10_000 } }) < statements(undefined));
    assert.ok(statements({ f: { arnBytes: 60 } }) > statements(undefined));
  });
});

/** What statements allow that other functions' routes use. */
function grantedToOthers(plan: PermissionPlan): string[] {
  return plan.widened.flatMap(({ alsoGrants }) => alsoGrants.filter((grant) => grant.includes("(function")));
}

describe("Every plan of permissions", () => {
  const path = fc
    .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom("a", "ab", "b", "{id}", "{proxy+}") }, fc.stringMatching(/^[a-c]{1,3}$/)), {
      maxLength: 3,
    })
    .map((segments) => `/${segments.join("/")}`);
  const route = fc.record(
    { method: fc.constantFrom(...METHODS), path, function: fc.constantFrom("f", "g", undefined) },
    { noNullPrototype: true },
  );
  const request = fc
    .record({
      routes: fc.uniqueArray(route, { maxLength: 40, selector: (of) => `${of.method} ${of.path}` }),
      authorizers: fc.array(fc.record({ name: fc.constantFrom("a", "b"), function: fc.constantFrom("f", "g") }), { maxLength: 2 }),
      stages: fc.uniqueArray(fc.constantFrom("v0", "v1", "prod"), { minLength: 1 }),
      testInvoke: fc.boolean(),
      limit: fc.integer({ min: 400, max: 12_000 }),
    })
    .map((of): PermissionRequest => of);

  it("grants every request to the function to which it routes", () => {
    fc.assert(
      fc.property(request, (of) => {
        const { statements } = planPermissions(of);
        for (const { name, arn } of calls(of)) {
          assert.ok(
            name === undefined || statements.some((statement) => statement.function === name && matches(statement.source, arn)),
            `${name} ${arn}`,
          );
        }
      }),
    );
  });

  it("grants nothing that routes elsewhere unless it says so", () => {
    fc.assert(
      fc.property(request, (of) => {
        const { statements, widened } = planPermissions(of);
        for (const { name, arn, key } of calls(of)) {
          for (const statement of statements) {
            if (statement.function === name || !matches(statement.source, arn)) continue;
            const said = widened
              .filter((other) => other.function === statement.function && other.source === statement.source)
              .flatMap(({ alsoGrants }) => alsoGrants);
            assert.ok(
              said.includes(`${key} (${name === undefined ? "no function" : `function ${name}`})`),
              `${statement.function} ${statement.source}: ${key}`,
            );
          }
        }
      }),
    );
  });

  it("names every route for which a wide statement stands", () => {
    fc.assert(
      fc.property(request, (of) => {
        for (const { function: name, routes } of planPermissions(of).widened) {
          for (const key of routes) assert.ok(of.routes.some((one) => one.function === name && `${one.method} ${one.path}` === key));
        }
      }),
    );
  });

  it("fits into the policy, or is refused", () => {
    fc.assert(
      fc.property(request, (of) => {
        const { statements, problems } = planPermissions(of);
        for (const name of ["f", "g"]) {
          const isRefused = problems.some(({ where }) => where.includes(`"${name}"`));
          assert.equal(policySize(statements.filter((statement) => statement.function === name)) > (of.limit ?? 0), isRefused, name);
        }
      }),
    );
  });

  it("is exact where that fits", () => {
    fc.assert(
      fc.property(request, (of) => {
        const { widened } = planPermissions({ ...of, limit: 1_000_000 });
        for (const { routes } of widened) assert.ok(routes.every((key) => key.startsWith("ANY ")) && routes.length <= 1);
      }),
    );
  });

  it("is no wider than needed: no wide statement could be exact", () => {
    fc.assert(
      fc.property(request, (of) => {
        const { statements, widened } = planPermissions(of);
        for (const { function: name, source, routes } of widened) {
          const isOnlyOfAnyStage = source.startsWith("*/") && routes.length === 1;
          const isOnlyMerged = of.stages.length === 1 && !of.testInvoke && routes.length > 1;
          if (!isOnlyOfAnyStage && !isOnlyMerged) continue;
          const own = of.routes.filter((route) => route.function === name && routes.some((key) => key === `${route.method} ${route.path}`));
          const exact = planPermissions({ ...of, routes: own, authorizers: [], limit: 1_000_000 }).statements;
          const others = statements.filter((statement) => statement.function === name && statement.source !== source);
          assert.ok(policySize([...others, ...exact]) > (of.limit ?? 0), `${name} ${source}`);
        }
      }),
    );
  });

  it("is the same whatever the order of routes, stages and authorizers", () => {
    fc.assert(
      fc.property(request, (of) => {
        const reversed = {
          ...of,
          routes: of.routes.toReversed(),
          stages: of.stages.toReversed(),
          authorizers: of.authorizers.toReversed(),
        };
        assert.deepEqual(planPermissions(reversed), planPermissions(of));
      }),
    );
  });

  it("has an id of its own for every statement of a policy", () => {
    fc.assert(
      fc.property(request, (of) => {
        const ids = planPermissions(of).statements.map((statement) => `${statement.function} ${statement.statementId}`);
        assert.equal(new Set(ids).size, ids.length);
        for (const id of ids) assert.match(id, /^[fg] [A-Za-z0-9_-]{1,100}$/);
      }),
    );
  });
});

/**
 * Every call that API Gateway may make, as its source ARN ends: an ANY method calls as ANY, or as a method that has no route of its own.
 */
function calls({ routes, stages, testInvoke }: PermissionRequest): { name: string | undefined; key: string; arn: string }[] {
  return routes.flatMap((route) => {
    const others = METHODS.filter(
      (method) => method === "ANY" || !routes.some((other) => other.path === route.path && other.method === method),
    );
    const methods = route.method === "ANY" ? others : [route.method];
    const from = testInvoke ? [...stages, "test-invoke-stage"] : stages;
    return from.flatMap((stage) =>
      methods.map((method) => ({ name: route.function, key: `${route.method} ${route.path}`, arn: `${stage}/${method}${route.path}` })),
    );
  });
}

/** ArnLike, in which `*` is any text. */
function matches(source: string, arn: string): boolean {
  const pattern = source
    .split("*")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${pattern}$`).test(arn);
}

/** Bytes of the policy that Lambda would store, everything at its longest. */
function policySize(statements: PermissionPlan["statements"]): number {
  const place = "ap-southeast-1:123456789012";
  const policy = {
    Version: "2012-10-17",
    Id: "default",
    Statement: statements.map(({ statementId, source }) => ({
      Sid: `abcdefghij-${statementId}`,
      Effect: "Allow",
      Principal: { Service: "apigateway.amazonaws.com" },
      Action: "lambda:InvokeFunction",
      Resource: `arn:aws-us-gov:lambda:${place}:function:${"f".repeat(64)}`,
      Condition: { ArnLike: { "AWS:SourceArn": `arn:aws-us-gov:execute-api:${place}:abcdefghij/${source}` } },
    })),
  };
  // Counted with a comma after every statement.
  return Buffer.byteLength(JSON.stringify(policy)) + Math.min(statements.length, 1);
}
