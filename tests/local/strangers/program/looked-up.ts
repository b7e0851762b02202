import * as aws from "@pulumi/aws";
import { makeApi, makeFunction, permit } from "./parts";

// What is there already is looked up, by name, and by the functions of the provider.
const called = makeFunction("looked-up", "exports.handler = async () => ({ statusCode: 200, body: process.env.FOUND });", {
  name: "looked-up",
  environment: {
    variables: {
      FOUND: aws.ec2.getVpcOutput({ default: true }).apply(({ id, cidrBlock }) => `${id.slice(0, 4)} ${cidrBlock}`),
      QUEUE: aws.sqs.getQueueOutput({ name: "there" }).url,
    },
  },
});
const found = called.name.apply((functionName) => aws.lambda.getFunction({ functionName }));
permit("looked-up", makeApi("looked-up", { uri: found.invokeArn }), "looked-up");
