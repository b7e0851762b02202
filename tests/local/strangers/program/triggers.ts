import * as aws from "@pulumi/aws";
import { makeApi, makeFunction, permit } from "./parts";

// A function that other things than an API call, too.
const called = makeFunction("triggered", "exports.handler = async () => ({ statusCode: 200, body: 'called' });");
permit("triggered", makeApi("triggered", { uri: called.invokeArn }), called.name);
const queue = new aws.sqs.Queue("jobs");
new aws.lambda.EventSourceMapping("jobs", { eventSourceArn: queue.arn, functionName: called.arn });
const nightly = new aws.cloudwatch.EventRule("nightly", { scheduleExpression: "rate(1 day)" });
new aws.cloudwatch.EventTarget("nightly", { rule: nightly.name, arn: called.arn });
new aws.sns.Topic("news").onEvent("news", called);
