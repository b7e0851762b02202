import * as aws from "@pulumi/aws";
import { makeApi, makeFunction, permit } from "./parts";

// A resource that is made within an apply, and a component around it.
const table = new aws.dynamodb.Table("orders", { attributes: [{ name: "id", type: "S" }], hashKey: "id", billingMode: "PAY_PER_REQUEST" });
table.name.apply((name) => {
  const called = makeFunction(
    "in-apply",
    `exports.handler = async () => ({ statusCode: 200, body: ${JSON.stringify(name)}.split("-")[0] });`,
  );
  permit("in-apply", makeApi("in-apply", { uri: called.invokeArn }), called.name);
});
