import * as pulumi from "@pulumi/pulumi";
import { makeApi, makeFunction, permit } from "./parts";

// A function that is not built yet, one whose handler has another name, and a service that nobody runs here.
const called = makeFunction("unbuilt", "", { code: new pulumi.asset.FileArchive("./dist") });
permit("unbuilt", makeApi("unbuilt", { uri: called.invokeArn }), called.name);
const misnamed = makeFunction("misnamed", "exports.handler = async () => ({ statusCode: 200 });", { handler: "index.main" });
permit("misnamed", makeApi("misnamed", { uri: misnamed.invokeArn }), misnamed.name);
makeApi("queue", {
  type: "AWS",
  uri: "arn:aws:apigateway:us-east-1:sqs:path/123456789012/orders",
  credentials: "arn:aws:iam::123456789012:role/sends",
});
