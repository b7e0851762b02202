import { type Kinds, Refused } from "../kind";
import { arn } from "../place";
import { text } from "../properties";
import { refuseMissing, refuseTaken } from "./refusals";

export const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

/** What stands around an API: roles, logs, tables, queues. */
export const SERVICES: Kinds = {
  [ROLE]: {
    autoNamed: true,
    replacedBy: ["name", "namePrefix", "path"],
    id: (_, inputs) => text(inputs, "name"),
    outputs: { arn: ({ inputs }) => arn("iam", `role/${text(inputs, "name")}`, { region: "" }), uniqueId: ({ id }) => `AROA-${id}` },
    onCreate: refuseTaken("EntityAlreadyExists: Role with that name already exists."),
    onDelete: ({ id }, others) => {
      // IAM API reference: DeleteRole.
      if (others.of(ROLE_POLICY).some((policy) => text(policy.inputs, "role") === id))
        throw new Refused("DeleteConflict: Cannot delete entity, must delete policies first.");
    },
  },
  [ROLE_POLICY]: {
    autoNamed: true,
    replacedBy: ["name", "namePrefix", "role"],
    id: (_, inputs) => `${text(inputs, "role")}:${text(inputs, "name")}`,
    outputs: {},
    onCreate: ({ inputs }, others) => refuseMissing(others, ROLE, "id", text(inputs, "role"), "NoSuchEntity: The role cannot be found."),
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    autoNamed: true,
    replacedBy: ["name", "namePrefix", "logGroupClass"],
    id: (_, inputs) => text(inputs, "name"),
    outputs: { arn: ({ inputs }) => arn("logs", `log-group:${text(inputs, "name")}`) },
    onCreate: refuseTaken("ResourceAlreadyExistsException: The specified log group already exists"),
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    autoNamed: true,
    replacedBy: ["name"],
    id: (_, inputs) => text(inputs, "name"),
    outputs: { arn: ({ inputs }) => arn("cloudwatch", `alarm:${text(inputs, "name")}`) },
  },
  "aws:sns/topic:Topic": {
    autoNamed: true,
    replacedBy: ["name", "namePrefix", "fifoTopic"],
    id: (_, inputs) => arn("sns", text(inputs, "name")),
    outputs: { arn: ({ id }) => id },
  },
  "aws:dynamodb/table:Table": {
    autoNamed: true,
    replacedBy: ["name", "hashKey", "rangeKey"],
    id: (_, inputs) => text(inputs, "name"),
    outputs: { arn: ({ inputs }) => arn("dynamodb", `table/${text(inputs, "name")}`) },
    onCreate: refuseTaken("ResourceInUseException: Table already exists"),
  },
};
