import { isObject } from "../../languages/json/index";
import { nearest } from "../nearest";
import type { Json } from "../types";

const ORDERED = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: readonly string[] = [
  ...["Equals", "NotEquals", "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike"].map((relation) => `String${relation}`),
  ...ORDERED.map((relation) => `Numeric${relation}`),
  ...ORDERED.map((relation) => `Date${relation}`),
  ...["Equals", "NotEquals", "Like", "NotLike"].map((relation) => `Arn${relation}`),
  ...["Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "Null"],
];

/** What is wrong with the form of a statement's conditions. */
export function* conditionProblems(condition: Json): Iterable<string> {
  if (!isObject(condition)) {
    yield `has the Condition ${JSON.stringify(condition)}. ${FORM}`;
    return;
  }
  for (const [name, keys] of Object.entries(condition)) {
    const operator = name.replace(/^(?:ForAllValues|ForAnyValue):/, "").replace(/IfExists$/, "");
    if (!OPERATORS.includes(operator)) yield `has the operator ${JSON.stringify(name)} in its Condition. ${help(operator)}`;
    else if (!isObject(keys)) yield `has ${JSON.stringify(keys)} at ${name} in its Condition. ${FORM}`;
    else
      for (const [key, values] of Object.entries(keys))
        if ([values].flat().some((value) => typeof value === "object"))
          yield `has ${JSON.stringify(values)} for ${key} in its Condition. Write a text, or a list of texts.`;
  }
}

const FORM = 'Write an object of operators, keys and values, such as {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}.';

function help(operator: string): string {
  const meant = nearest(operator, OPERATORS);
  return meant === undefined ? `There are ${OPERATORS.join(", ")}.` : `Did you mean ${meant}?`;
}
