import * as aws from "@pulumi/aws";
import { makeApi, makeFunction, permit } from "./parts";

// A published version behind an alias, which alone may be invoked.
const called = makeFunction(
  "aliased",
  "exports.handler = async (event, { invokedFunctionArn, functionVersion }) => ({ statusCode: 200, body: invokedFunctionArn.split(':').at(-1) + functionVersion });",
  { publish: true },
);
const live = new aws.lambda.Alias("live", { name: "live", functionName: called.name, functionVersion: called.version });
const api = makeApi("alias", { uri: live.invokeArn });
permit("alias", api, called.name, { qualifier: live.name });
