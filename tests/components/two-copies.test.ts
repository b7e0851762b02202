import assert from "node:assert/strict";
import { sep } from "node:path";
import * as components from "../../components/index";
import { ofType, record } from "./recording";

/** This package once more, as a workspace installs it for another version of a peer: https://pnpm.io/how-peers-are-resolved */
function anotherCopy(): typeof components {
  const own = Object.keys(require.cache).filter((file) => file.includes(`${sep}components${sep}`) && !file.includes("node_modules"));
  const kept = own.map((file) => [file, require.cache[file]] as const);
  for (const file of own) delete require.cache[file];
  try {
    return require("../../components/index");
  } finally {
    for (const file of own) delete require.cache[file];
    for (const [file, module] of kept) require.cache[file] = module;
  }
}

describe("What another copy of this package has made", () => {
  const { byStageVariable, functionByArn, ExecuteApiEndpoint, LambdaFunction, lambdaProxy } = anotherCopy();

  it("is what it is for this one: functions and VPC endpoints", async () => {
    assert.notEqual(LambdaFunction, components.LambdaFunction);
    const registered = await record(() => {
      const fn = new LambdaFunction("fn", { inline: "def handler(event, context): pass", aliases: { live: {} } });
      const entrance = new ExecuteApiEndpoint("entrance", { vpcId: "vpc-1", subnetIds: ["subnet-1"] });
      const inside = new components.RestApi("api", {
        endpointType: "PRIVATE",
        vpcEndpoints: [entrance],
        routes: {
          "GET /a": { integration: lambdaProxy(fn) },
          "GET /b": { integration: lambdaProxy(functionByArn("other", "arn:aws:lambda:eu-central-1:123456789012:function:other")) },
          "GET /c": { integration: lambdaProxy(byStageVariable("version", fn.aliases)) },
        },
        stages: { prod: { variables: { version: "live" } } },
      });
      new components.DomainName("inside", {
        domainName: "in.example.com",
        endpointType: "PRIVATE",
        certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/1",
        vpcEndpoints: { entrance: { endpoint: entrance, hostedZone: "Z2" } },
        mappings: { "": inside.stages.prod },
      });
    });
    assert.deepEqual(
      ofType(registered, "aws:lambda/permission:Permission").map(({ name }) => name),
      ["api fn prod/GET/a", "api other prod/GET/b", "api fn-live prod/GET/c"],
    );
    assert.deepEqual(Object(ofType(registered, "aws:apigateway/restApi:RestApi")[0]?.inputs["endpointConfiguration"])["vpcEndpointIds"], [
      "entrance-id",
    ]);
    assert.equal(ofType(registered, "aws:route53/record:Record").length, 1);
  });
});
