import type { Kinds } from "./local-resource";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html */
export const IAM: Kinds = [
  [
    "aws:iam/role:Role",
    {
      outputs: (resource) => ({
        name: resource.name,
        arn: resource.globalArn("iam", `role${resource.text("path") || "/"}${resource.name}`),
        uniqueId: `AROA${resource.letters("unique", 17).toUpperCase()}`,
      }),
    },
  ],
  [
    "aws:iam/policy:Policy",
    {
      outputs: (resource) => {
        const arn = resource.globalArn("iam", `policy${resource.text("path") || "/"}${resource.name}`);
        return { id: arn, name: resource.name, arn, policyId: `ANPA${resource.letters("unique", 17).toUpperCase()}` };
      },
    },
  ],
  ["aws:iam/rolePolicy:RolePolicy", { outputs: (resource) => ({ id: `${resource.text("role")}:${resource.name}`, name: resource.name }) }],
  [
    "aws:iam/user:User",
    {
      outputs: (resource) => ({
        name: resource.name,
        arn: resource.globalArn("iam", `user${resource.text("path") || "/"}${resource.name}`),
        uniqueId: `AIDA${resource.letters("unique", 17).toUpperCase()}`,
      }),
    },
  ],
  [
    "aws:iam/accessKey:AccessKey",
    { outputs: (resource) => ({ id: `AKIA${resource.letters("key", 16).toUpperCase()}`, secret: resource.letters("secret", 40) }) },
  ],
];
