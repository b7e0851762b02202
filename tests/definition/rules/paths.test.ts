import assert from "node:assert/strict";
import { api, argumentProblems, assertRefused, type Case, itRefuses, itTakes, problemsOf, route } from "./refusals";

/** An API whose routes are `GET` of these paths. */
function paths(...all: readonly string[]) {
  return api({ routes: Object.fromEntries(all.map((path) => [`GET ${path}`, route({ path })])) });
}

const PATH_PART =
  "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.";

describe("The rules of paths", () => {
  itTakes([
    ["plain parts, whole variables and a greedy one at the end", paths("/", "/a-b_c.d,e:f", "/pets/{petId}/{rest+}", "/pets/{petId}")],
    ["a greedy variable beside plain parts", paths("/{proxy+}", "/parent", "/parent/{proxy+}", "/parent/child")],
  ]);

  const parts = ["my path", "$x", "é", "us+er", "{id}.html", "a{b}", "{}", "{a+b}", ":users", "a%20b", "{a b}"];
  itRefuses([
    ...parts.map((part): Case => [`the path part ${part}`, paths(`/${part}`), `routes["GET /${part}"]`, JSON.stringify(part), PATH_PART]),
    ["an empty path part", paths("/a//b"), 'routes["GET /a//b"]', PATH_PART],
    ["a trailing slash", paths("/a/"), 'routes["GET /a/"]', "ends with a slash"],
    [
      "parts after a greedy variable",
      paths("/{proxy+}/a"),
      'routes["GET /{proxy+}/a"]',
      "Cannot create a child of a resource with a greedy path variable: {proxy+}",
    ],
    ["the same variable twice", paths("/{a}/{a}"), 'routes["GET /{a}/{a}"]', "has the variable {a} twice"],
    [
      "two names for the variable of one place",
      paths("/user/{bizId}/complaint", "/user/{userId}/fans"),
      'routes["GET /user/{userId}/fans"]',
      'where "GET /user/{bizId}/complaint" has {bizId}',
      "Unable to create resource at path '/user/{userId}/fans': A sibling ({bizId}) of this resource already has a variable path part -- only one is allowed",
    ],
    [
      "a variable beside a greedy one",
      paths("/{proxy+}", "/{id}"),
      'routes["GET /{id}"]',
      "A sibling ({proxy+}) of this resource already has a variable path part",
    ],
    ["an API without routes", api({ routes: {} }), "routes", "The REST API doesn't contain any methods"],
  ]);

  it("refuses 301 resources, counting those that lead to a path, and takes as many as the account has", () => {
    const many = paths(...Array.from({ length: 100 }, (_none, n) => `/a${n}/b/c`), "/last");
    assertRefused(problemsOf(many), "routes", "have 301 resources", "Maximum number of Resources for this API has been reached.");
    assert.deepEqual(problemsOf(many, undefined, { quotas: { resources: 301 } }), []);
  });

  it("refuses route keys that are none, and names the methods where it is the method", () => {
    const integration = { type: "AWS_PROXY", httpMethod: "POST", function: "⟦calc⟧" } as const;
    const routes = { "GET /": { integration }, "FETCH /a": { integration } };
    assertRefused(
      argumentProblems({ routes }),
      'routes["FETCH /a"]',
      "is no route key",
      "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY",
    );
    assertRefused(
      argumentProblems({ routes: { "GET /": { integration }, "GET a": { integration } } }),
      'routes["GET a"]',
      "a path that begins with a slash",
    );
  });

  it("tell all problems at once", () => {
    assert.equal(problemsOf(paths("/a b", "/c/", "/{d}/{d}")).length, 3);
  });
});
