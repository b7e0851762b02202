/** As much of the provider's schema as programs in YAML need, whose host looks their resources up in it. */
const text = { type: "string" };

export const SCHEMA = {
  name: "aws",
  version: "7.48.0",
  resources: {
    "aws:iam/role:Role": {
      inputProperties: { assumeRolePolicy: text },
      requiredInputs: ["assumeRolePolicy"],
      properties: { arn: text, assumeRolePolicy: text },
      required: ["arn", "assumeRolePolicy"],
    },
    "aws:lambda/function:Function": {
      inputProperties: { runtime: text, handler: text, role: text, code: { $ref: "pulumi.json#/Archive" } },
      requiredInputs: ["role"],
      properties: { arn: text, role: text },
      required: ["arn", "role"],
    },
  },
};
