import * as pulumi from "@pulumi/pulumi";
import { makeApi, makeFunction, permit } from "./parts";

// Structured configuration and secrets in the environment of a function.
const { greeting, limits } = new pulumi.Config().requireObject<{ greeting: string; limits: number[] }>("settings");
const called = makeFunction(
  "config",
  "exports.handler = async () => ({ statusCode: 200, body: [process.env.GREETING, process.env.LIMITS, process.env.SECRET].join() });",
  { environment: { variables: { GREETING: greeting, LIMITS: pulumi.jsonStringify(limits), SECRET: pulumi.secret("hidden") } } },
);
permit("config", makeApi("config", { uri: called.invokeArn }), called.name);
