import assert from "node:assert/strict";
import fc from "fast-check";
import { METHODS, type Method, type PermissionRequest, planPermissions } from "../../definition/index";
import { arnLike } from "./checker";

const API = "arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5";
const EVERY = METHODS.filter((method) => method !== "ANY");

type RouteOf = PermissionRequest["routes"][number];

const segment = fc.constantFrom(
  "a",
  "b",
  "ab",
  "pets",
  "{id}",
  "{pet}",
  "%2F",
  "%41",
  "ä",
  "🐾",
  "GET",
  "a-b_c.d~e",
  "authorizers",
  "prod",
);
const path = fc
  .tuple(fc.array(segment, { maxLength: 4 }), fc.boolean())
  .map(([segments, greedy]) => `/${[...segments, ...(greedy ? ["{proxy+}"] : [])].join("/")}`);
// An alias is a function of its own, as its policy is.
const functionName = fc.constantFrom("f", "f:live", "g", undefined);
const route: fc.Arbitrary<RouteOf> = fc.record({ method: fc.constantFrom(...METHODS), path, function: functionName });
const request: fc.Arbitrary<PermissionRequest> = fc.record({
  routes: fc.uniqueArray(route, { maxLength: 24, selector: ({ method, path }) => `${method} ${path}` }),
  authorizers: fc.uniqueArray(fc.record({ name: fc.constantFrom("one", "two", "three"), function: fc.constantFrom("f", "g") }), {
    selector: ({ name }) => name,
    maxLength: 3,
  }),
  stages: fc.uniqueArray(fc.constantFrom("prod", "dev", "v0", "GET"), { minLength: 1, maxLength: 3 }),
  testInvoke: fc.boolean(),
  limit: fc.constantFrom(1_500, 3_000, 6_000, 20_480),
});

/** The methods by which API Gateway may call for a route: with ANY each that has no route of its own. */
function methodsOf({ method, path }: RouteOf, routes: readonly RouteOf[]): readonly Method[] {
  return method === "ANY" ? EVERY.filter((one) => !routes.some((other) => other.method === one && other.path === path)) : [method];
}

describe("What the planner claims, judged by the arithmetic of IAM alone", () => {
  it("every route may be called on every stage by its own function", () => {
    fc.assert(
      fc.property(request, (given) => {
        const { statements } = planPermissions(given);
        const stages = [...given.stages, ...(given.testInvoke ? ["test-invoke-stage"] : [])];
        for (const of of given.routes.filter((one) => one.function !== undefined))
          for (const stage of stages)
            for (const method of methodsOf(of, given.routes)) {
              const call = `${API}/${stage}/${method}${of.path}`;
              assert.ok(
                statements.some((statement) => statement.function === of.function && arnLike(`${API}/${statement.source}`, call)),
                call,
              );
            }
        for (const authorizer of given.authorizers)
          assert.ok(
            statements.some(
              ({ function: fn, source }) => fn === authorizer.function && arnLike(`${API}/${source}`, `${API}/authorizers/x1y2z3`),
            ),
          );
      }),
      { numRuns: 400 },
    );
  });

  it("no route of another function, of none, of another stage or that is not there may be, but what is reported", () => {
    fc.assert(
      fc.property(request, fc.array(path, { maxLength: 5 }), (given, others) => {
        const { statements, widened } = planPermissions(given);
        const stages = [...given.stages, ...(given.testInvoke ? ["test-invoke-stage"] : [])];
        for (const { function: fn, source } of statements) {
          const told = widened.filter((one) => one.function === fn && one.source === source).flatMap(({ alsoGrants }) => alsoGrants);
          const mayCall = (call: string) => arnLike(`${API}/${source}`, `${API}/${call}`);
          const isTold = (text: string) => told.some((one) => one.startsWith(text));
          for (const of of given.routes.filter((one) => one.function !== fn))
            for (const stage of stages)
              for (const method of methodsOf(of, given.routes))
                if (mayCall(`${stage}/${method}${of.path}`))
                  assert.ok(isTold(`${of.method} ${of.path} (`), `${fn}: ${source} allows ${stage}/${method}${of.path}, told: ${told}`);
          // What ends in the same way behind a star is reported as a whole; so is everything below a common beginning.
          for (const other of others.filter((one) => !given.routes.some(({ path }) => path === one)))
            for (const method of EVERY)
              for (const stage of stages)
                if (mayCall(`${stage}/${method}${other}`))
                  assert.ok(
                    source.includes("*") &&
                      (isTold("every other path") ||
                        source.startsWith(`${stage}/*/`) ||
                        (source.startsWith("*/") && isTold("every other stage")) ||
                        source.startsWith("*/*/")),
                    `${fn}: ${source} allows ${method} ${other}`,
                  );
          if (mayCall("elsewhere/GET/a")) assert.ok(isTold("every other stage"), source);
        }
      }),
      { numRuns: 400 },
    );
  });
});
