import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export const role = new aws.iam.Role("runs", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});

export function inline(code: string): pulumi.asset.AssetArchive {
  return new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(code) });
}

export function makeFunction(name: string, code: string, more: Partial<aws.lambda.FunctionArgs> = {}): aws.lambda.Function {
  return new aws.lambda.Function(name, { runtime: "nodejs22.x", handler: "index.handler", role: role.arn, code: inline(code), ...more });
}

/** An API with one method at its root. */
export function makeApi(
  name: string,
  integration: Partial<aws.apigateway.IntegrationArgs>,
  stage: Partial<aws.apigateway.StageArgs> = {},
  opts?: pulumi.CustomResourceOptions,
): aws.apigateway.RestApi {
  const api = new aws.apigateway.RestApi(name, {}, opts);
  const at = { restApi: api.id, resourceId: api.rootResourceId, httpMethod: "GET" };
  const method = new aws.apigateway.Method(name, { ...at, authorization: "NONE" }, opts);
  const made = new aws.apigateway.Integration(
    name,
    { ...at, type: "AWS_PROXY", integrationHttpMethod: "POST", ...integration },
    { ...opts, dependsOn: method },
  );
  const deployment = new aws.apigateway.Deployment(name, { restApi: api.id }, { ...opts, dependsOn: made });
  new aws.apigateway.Stage(name, { restApi: api.id, deployment: deployment.id, stageName: "dev", ...stage }, opts);
  return api;
}

export function permit(
  name: string,
  api: aws.apigateway.RestApi,
  called: pulumi.Input<string>,
  more: Partial<aws.lambda.PermissionArgs> = {},
  opts?: pulumi.CustomResourceOptions,
) {
  return new aws.lambda.Permission(
    name,
    {
      action: "lambda:InvokeFunction",
      function: called,
      principal: "apigateway.amazonaws.com",
      sourceArn: pulumi.interpolate`${api.executionArn}/*`,
      ...more,
    },
    opts,
  );
}
