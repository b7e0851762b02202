import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { StageDefinition } from "../../definition/index";
import { type Transform, transformed } from "../transform";

export interface DocumentationTransform {
  /** Each version of the documentation. */
  readonly documentationVersion?: Transform<aws.apigateway.DocumentationVersionArgs>;
}

/**
 * The versions of an API's documentation that its stages name: each a snapshot of the documentation as it was when the version first
 * appeared.
 */
export function documentationVersions(
  name: string,
  stages: readonly StageDefinition[],
  restApi: aws.apigateway.RestApi,
  transform: DocumentationTransform,
  opts: pulumi.CustomResourceOptions,
): readonly aws.apigateway.DocumentationVersion[] {
  const versions = new Set(stages.flatMap(({ documentationVersion }) => documentationVersion ?? []));
  return [...versions].map((version) => {
    // One that no stage names any more stays, as deployments do; it goes with the API.
    return new aws.apigateway.DocumentationVersion(
      ...transformed(
        transform.documentationVersion,
        `${name} ${version}`,
        { restApiId: restApi.id, version },
        { ...opts, retainOnDelete: true },
      ),
    );
  });
}
