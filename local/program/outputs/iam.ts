import type { Kinds } from "./made";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html */
export const IAM: Kinds = [
  [
    "aws:iam/role:Role",
    {
      outputs: (made) => ({
        name: made.name,
        arn: made.globalArn("iam", `role${made.text("path") || "/"}${made.name}`),
        uniqueId: `AROA${made.letters("unique", 17).toUpperCase()}`,
      }),
    },
  ],
  [
    "aws:iam/policy:Policy",
    {
      outputs: (made) => {
        const arn = made.globalArn("iam", `policy${made.text("path") || "/"}${made.name}`);
        return { id: arn, name: made.name, arn, policyId: `ANPA${made.letters("unique", 17).toUpperCase()}` };
      },
    },
  ],
  ["aws:iam/rolePolicy:RolePolicy", { outputs: (made) => ({ id: `${made.text("role")}:${made.name}`, name: made.name }) }],
  [
    "aws:iam/user:User",
    {
      outputs: (made) => ({
        name: made.name,
        arn: made.globalArn("iam", `user${made.text("path") || "/"}${made.name}`),
        uniqueId: `AIDA${made.letters("unique", 17).toUpperCase()}`,
      }),
    },
  ],
  [
    "aws:iam/accessKey:AccessKey",
    { outputs: (made) => ({ id: `AKIA${made.letters("key", 16).toUpperCase()}`, secret: made.letters("secret", 40) }) },
  ],
];
