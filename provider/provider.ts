import * as pulumi from "@pulumi/pulumi";
import { RestApi } from "../components/index";
import { restApiArgs } from "./arguments";
import { findProblems } from "./problems";
import { type Outputs, packageSchema, REST_API } from "./schema";

const { version }: { readonly version: string } = require("lambda-rest-api/package.json");

/** Makes a `RestApi` for a program in any of Pulumi's languages. */
export const provider: pulumi.provider.Provider = {
  version,
  schema: JSON.stringify(packageSchema(version)),
  async construct(name, type, inputs, options) {
    if (type !== REST_API) throw new Error(`there is no component ${type}; there is ${REST_API}`);
    const errors = findProblems(inputs);
    if (errors.length > 0) throw new pulumi.InputPropertiesError({ message: `RestApi "${name}"`, errors });
    const api = new RestApi(name, restApiArgs(inputs), options);
    return { urn: api.urn, state: outputsOf(api) };
  },
};

function outputsOf({ url, restApi, deployment, stages }: RestApi): Record<Outputs, pulumi.Input<unknown>> {
  const each = <T>(read: (stage: RestApi["stages"][string]) => T) =>
    Object.fromEntries(Object.entries(stages).map(([name, stage]) => [name, read(stage)]));
  return {
    url,
    urls: each((stage) => stage.url),
    restApiId: restApi.id,
    rootResourceId: restApi.rootResourceId,
    executionArn: restApi.executionArn,
    deploymentId: deployment.id,
    stageArns: each(({ stage }) => stage.arn),
  };
}
