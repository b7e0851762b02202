import * as apiGateway from "@aws-sdk/client-api-gateway";
import * as lambda from "@aws-sdk/client-lambda";
import { API_GATEWAY, LAMBDA } from "./members";

const MODELS = [
  [apiGateway, API_GATEWAY],
  [lambda, LAMBDA],
] as const;

/** The members of a structure of an API model, which its client has as a schema: kind, namespace, name, traits, members, their types. */
function membersOf(model: object, structure: string): readonly string[] {
  const schema: unknown = Reflect.get(model, `${structure}$`);
  const members: unknown = Array.isArray(schema) ? schema[4] : undefined;
  if (!Array.isArray(members)) throw new Error(`the model has no ${structure}`);
  return members.map(String);
}

/** Members of the models on which nothing is decided, and decisions on members that they do not have. */
export function undecided(): readonly string[] {
  return MODELS.flatMap(([model, structures]) =>
    Object.entries(structures).flatMap(([structure, { said, left }]) => {
      const decided = [...Object.keys(said), ...Object.keys(left)];
      const there = membersOf(model, structure);
      return [
        ...there.filter((member) => !decided.includes(member)).map((member) => `${structure}.${member} is new`),
        ...decided.filter((member) => !there.includes(member)).map((member) => `${structure}.${member} is gone`),
      ];
    }),
  );
}

/** Members that no argument says, each with the reason. */
export function unsaid(): readonly string[] {
  return MODELS.flatMap(([, structures]) =>
    Object.entries(structures).flatMap(([structure, { left }]) =>
      Object.entries(left).map(([member, reason]) => `${structure}.${member}: ${reason}`),
    ),
  );
}
