import * as pulumi from "@pulumi/pulumi";
import { makeApi, makeFunction, permit } from "./parts";

// Another stack's outputs, read in every way that there is.
const network = new pulumi.StackReference("acme/network/prod");
const details = pulumi.output(network.getOutputDetails("vpcId")).apply(({ value }) => String(value));
const called = makeFunction("elsewhere", "exports.handler = async () => ({ statusCode: 200, body: JSON.stringify(process.env.ALL) });", {
  environment: {
    variables: {
      ALL: pulumi
        .all([
          network.getOutput("vpcId"),
          network.requireOutput("vpcId"),
          network.outputs.apply((outputs) => outputs["vpcId"]),
          network.outputs["apply"]((outputs) => outputs["zones"].length),
          details,
        ])
        .apply((all) => all.join()),
    },
  },
});
permit("elsewhere", makeApi("elsewhere", { uri: called.invokeArn }), called.name);
