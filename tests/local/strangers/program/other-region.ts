import * as aws from "@pulumi/aws";
import { inline, makeApi, permit, role } from "./parts";

// An API in another region than the stack's, by a provider of its own.
const provider = new aws.Provider("tokyo", { region: "ap-northeast-1" });
const called = new aws.lambda.Function(
  "tokyo",
  {
    runtime: "nodejs22.x",
    handler: "index.handler",
    role: role.arn,
    code: inline(
      "exports.handler = async (event, { invokedFunctionArn }) => ({ statusCode: 200, body: invokedFunctionArn.split(':')[3] });",
    ),
  },
  { provider },
);
permit("tokyo", makeApi("tokyo", { uri: called.invokeArn }, {}, { provider }), called.name, {}, { provider });
