import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ApiDefinition } from "../definition/index";
import type { FunctionTarget } from "./function-reference";
import { type Transform, transformed } from "./transform";

export interface PermissionTransform {
  readonly permission?: Transform<aws.lambda.PermissionArgs>;
}

export interface InvokePermissionsContext {
  readonly restApi: aws.apigateway.RestApi;
  readonly definition: ApiDefinition;
  readonly stages: readonly string[];
  /** Functions by the text that stands for their invocation uri. */
  readonly functions: ReadonlyMap<string, FunctionTarget>;
  readonly testInvoke: boolean;
  readonly transform: PermissionTransform;
}

/** The statements by which functions let the API's routes invoke them, each for one stage, method and path. */
export function invokePermissions(name: string, context: InvokePermissionsContext, parent: pulumi.Resource): readonly aws.lambda.Permission[] {
  const { restApi, definition, functions } = context;
  const stages = context.testInvoke ? [...context.stages, "test-invoke-stage"] : context.stages;
  return Object.values(definition.routes).flatMap(({ method, path, integration }) => {
    const target = functions.get(integration.uri ?? "");
    if (target === undefined || integration.credentials !== undefined) return [];
    return stages.map((stage) => {
      const args = {
        action: "lambda:InvokeFunction",
        function: target.function,
        ...(target.qualifier !== undefined && { qualifier: target.qualifier }),
        principal: "apigateway.amazonaws.com",
        sourceArn: pulumi.interpolate`${restApi.executionArn}/${stage}/${method === "ANY" ? "*" : method}${path}`,
      };
      const child = transformed(context.transform.permission, args, { parent });
      return new aws.lambda.Permission(`${name} ${stage} ${method} ${path}`, child.args, child.opts);
    });
  });
}
