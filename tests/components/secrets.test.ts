import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { http, LambdaFunction, lambdaProxy, RestApi, tokenAuthorizer } from "../../components/index";
import { record } from "./recording";

const MARKER = "the-marker-of-a-secret-value";
const secret = () => pulumi.secret(MARKER);

/** Where a text stands openly: a secret goes to the engine in a wrapper with a member of its own. */
function openPlaces(value: unknown, path: string): readonly string[] {
  if (typeof value === "string") return value.includes(MARKER) ? [path] : [];
  if (typeof value !== "object" || value === null || "4dabf18193072939515e22adb298388d" in value) return [];
  return Object.entries(value).flatMap(([key, member]) => openPlaces(member, `${path}.${key}`));
}

describe("A secret that an author gives", () => {
  it("stands openly in no input of any resource", async () => {
    const registered = await record(() => {
      const fn = new LambdaFunction("fn", { entry: "functions/hello/index.ts", environment: { KEY: secret() } });
      new RestApi("api", {
        routes: {
          "GET /a": { integration: lambdaProxy(fn), authorization: { authorizer: "token" }, apiKeyRequired: true },
          "GET /b": { integration: http(pulumi.interpolate`https://example.com/${secret()}`) },
        },
        authorizers: { token: tokenAuthorizer(fn) },
        apiKeys: { partner: { value: secret() } },
        usagePlans: { all: { apiKeys: ["partner"] } },
        stages: { dev: {} },
      });
    });
    assert.ok(JSON.stringify(registered).includes(MARKER), "it is used");
    assert.deepEqual(
      registered.flatMap(({ type, name, inputs }) => openPlaces(inputs, `${type} ${name}`)),
      [],
    );
  });
});
