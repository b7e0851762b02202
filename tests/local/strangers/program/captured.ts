import * as path from "node:path";
import * as aws from "@pulumi/aws";
import { makeApi, permit } from "./parts";
import { shout } from "./shout";

// A closure that captures an output, a module of the program and one of Node.js.
const queue = new aws.sqs.Queue("captured", { name: "captured" });
const called = new aws.lambda.CallbackFunction("captured", {
  policies: [aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole],
  callback: async () => ({ statusCode: 200, body: shout(path.posix.basename(queue.url.get())) }),
});
permit("captured", makeApi("captured", { uri: called.invokeArn }), called.name);
