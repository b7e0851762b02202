import * as pulumi from "@pulumi/pulumi";
import { greeting } from "./apis/greeting";
import { hello } from "./apis/hello";
import { helloPython } from "./apis/hello-python";
import { lambdaGate } from "./apis/lambda-gate";
import { operations } from "./apis/operations";
import { users } from "./apis/users";

const config = new pulumi.Config();
const settings = { logRetentionInDays: config.requireNumber("logRetentionInDays"), tableName: config.get("tableName") };

// Whoever deploys may be let make roles only below the stack's own path, and within a boundary: docs/deploy.md.
const permissionsBoundary = config.get("permissionsBoundary");
if (permissionsBoundary !== undefined)
  pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
    type === "aws:iam/role:Role" ? { props: { ...props, path: `/${pulumi.getStack()}/`, permissionsBoundary }, opts } : undefined,
  );

export const helloUrl = hello(settings).url;
export const helloPythonUrl = helloPython(settings).url;
export const lambdaGateUrl = lambdaGate(settings).url;
export const greetingUrl = greeting(settings).url;
export const usersUrl = users(settings).url;
export const operationsUrl = operations(settings).url;
