import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { changesResources } from "./resources";
import { bucket, keyAlias, readsState, writesState } from "./state";

const repository = new pulumi.Config().require("repository");

const github = new aws.iam.OpenIdConnectProvider("github", {
  url: "https://token.actions.githubusercontent.com",
  clientIdLists: ["sts.amazonaws.com"],
});

/** A role for the jobs of one GitHub environment of the repository, and for nobody else. */
function environmentRole(environment: string, statements: readonly object[]): pulumi.Output<string> {
  const role = new aws.iam.Role(environment, {
    description: `GitHub Actions of ${repository} in the environment ${environment}`,
    assumeRolePolicy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRoleWithWebIdentity",
          Principal: { Federated: github.arn },
          Condition: {
            StringEquals: {
              "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
              "token.actions.githubusercontent.com:sub": `repo:${repository}:environment:${environment}`,
            },
          },
        },
      ],
    }),
  });
  new aws.iam.RolePolicy(environment, { role: role.name, policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements }) });
  return role.arn;
}

/** `AWS_ROLE_ARN` of each GitHub environment. */
export const roles = {
  "dev-preview": environmentRole("dev-preview", readsState),
  "prod-preview": environmentRole("prod-preview", readsState),
  dev: environmentRole("dev", [...writesState, ...changesResources]),
  prod: environmentRole("prod", [...writesState, ...changesResources]),
};

/** `PULUMI_BACKEND_URL` of the repository. */
export const backendUrl = pulumi.interpolate`s3://${bucket.bucket}`;

/** What `pulumi stack init --secrets-provider` takes. */
export const secretsProvider = pulumi.interpolate`awskms://${keyAlias.name}?region=${bucket.region}`;
