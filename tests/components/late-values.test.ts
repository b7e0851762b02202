import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lambdaCustom, mock, RestApi } from "../../components/index";
import { knownText } from "../../components/late/known-text";
import { definitionOf, ofType, record } from "./recording";

// As getOutput and requireOutput of a stack reference are typed: https://www.pulumi.com/docs/iac/concepts/stacks/#stackreferences
function outputOf(value: unknown): pulumi.Input<string> {
  return pulumi.output(JSON.parse(JSON.stringify(value)));
}

describe("Values of a deployment", () => {
  it("are taken as text where a stack reference has a number or a truth value", async () => {
    const registered = await record(
      () =>
        new RestApi("api", {
          routes: {
            "GET /": { integration: mock() },
            "GET /a": {
              integration: lambdaCustom("arn:aws:lambda:eu-central-1:123456789012:function:f", {
                request: { port: outputOf(8080), on: outputOf(true), plain: outputOf("a") },
              }),
            },
          },
          stages: { dev: { variables: { port: outputOf(8080), on: outputOf(false), plain: outputOf("a") } } },
        }),
    );
    assert.deepEqual(ofType(registered, "aws:apigateway/stage:Stage")[0]?.inputs["variables"], { port: "8080", on: "false", plain: "a" });
    assert.deepEqual(definitionOf(registered).routes["GET /a"]?.integration.requestTemplates, {
      "application/json": '{"port":"8080","on":"true","plain":"a"}',
    });
  });

  it("take the place of no text of the user's, in the braces of other templates, that names what they are of", async () => {
    const text = "Dear {{user}}";
    const registered = await record(() => {
      const user = new aws.lambda.Function("user", { role: "arn:aws:iam::123456789012:role/a", packageType: "Image", imageUri: "a" });
      return new RestApi("api", {
        routes: { "GET /": { integration: lambdaCustom(user, { request: { text } }) } },
        stages: { dev: { variables: {} } },
      });
    });
    const integration = definitionOf(registered).routes["GET /"]?.integration;
    assert.match(integration?.uri ?? "", /arn:aws:lambda/);
    assert.deepEqual(integration?.requestTemplates, { "application/json": JSON.stringify({ text }) });
  });

  it("are left out where a test's mocks give none, of whichever copy of the SDK they are", () => {
    // Copies share what they are set to, and have a class of their own for it.
    pulumi.runtime.setMockOptions({ mocks: {} }, "project", "stack");
    assert.equal(knownText(undefined, "GET /a uri", 'RestApi "api"'), undefined);
  });

  for (const [value, given] of [
    [undefined, "undefined"],
    [null, "null"],
    [{ a: 1 }, "an object"],
    [["a"], "a list"],
  ] as const)
    it(`refuses ${given} in the place of text, by its place`, () => {
      // A deployment, where no mocks stand for the engine.
      pulumi.runtime.setMockOptions({}, "project", "stack");
      assert.throws(
        () => knownText(value, "GET /a uri", 'RestApi "api"'),
        (error) => {
          assert.ok(pulumi.RunError.isInstance(error), "it is told without a stack trace");
          assert.match(error.message, new RegExp(`^RestApi "api": an output that is ${given} is given for "GET /a uri"\\. Give`));
          return true;
        },
      );
    });
});
