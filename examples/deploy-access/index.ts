import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { boundaryOf, changesResources, readsResources } from "./resources";
import { bucket, stateOf } from "./state";

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

/** Who may do what for one stack: nobody reads the state, decrypts the secrets or changes the roles of another. */
function accessOf(stack: string) {
  const { reads, readsAndWrites, backendUrl, secretsProvider } = stateOf(stack);
  const boundary = boundaryOf(stack);
  return {
    backendUrl,
    secretsProvider,
    /** `permissionsBoundary` of the stack's configuration. */
    permissionsBoundary: boundary.arn,
    /** `AWS_ROLE_ARN` of each GitHub environment. */
    roles: {
      [`${stack}-preview`]: environmentRole(`${stack}-preview`, reads),
      [`${stack}-drift`]: environmentRole(`${stack}-drift`, [...reads, ...readsResources(stack, boundary.arn)]),
      [stack]: environmentRole(stack, [...readsAndWrites, ...changesResources(stack, boundary.arn)]),
    },
  };
}

export const dev = accessOf("dev");
export const prod = accessOf("prod");

/** `PULUMI_BACKEND_URL` of the repository: the stacks' own are below it. */
export const backendUrl = pulumi.interpolate`s3://${bucket.bucket}`;
