import * as pulumi from "@pulumi/pulumi";
import { makeApi, makeFunction, permit } from "./parts";

// Which function is called is a variable of the stage.
const called = makeFunction("by-variable", "exports.handler = async (event) => ({ statusCode: 200, body: event.stageVariables.colour });", {
  name: "by-variable",
});
const uri = pulumi.interpolate`arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:\${stageVariables.fn}/invocations`;
const api = makeApi("by-variable", { uri }, { variables: { fn: called.name, colour: "blue" } });
permit("by-variable", api, called.name);
