import * as model from "@aws-sdk/client-api-gateway";
import { MEMBERS } from "./members";

/** The members of a structure of the API model, which the client has as a schema: kind, namespace, name, traits, members, their types. */
export function membersOf(structure: string): readonly string[] {
  const schema: unknown = Reflect.get(model, `${structure}$`);
  const members: unknown = Array.isArray(schema) ? schema[4] : undefined;
  if (!Array.isArray(members)) throw new Error(`the model has no ${structure}`);
  return members.map(String);
}

/** Members of the model on which nothing is decided, and decisions on members that it does not have. */
export function undecided(): readonly string[] {
  return Object.entries(MEMBERS).flatMap(([structure, { said, left }]) => {
    const decided = [...Object.keys(said), ...Object.keys(left)];
    const there = membersOf(structure);
    return [
      ...there.filter((member) => !decided.includes(member)).map((member) => `${structure}.${member} is new`),
      ...decided.filter((member) => !there.includes(member)).map((member) => `${structure}.${member} is gone`),
    ];
  });
}
