/** A judge of IAM documents, written from IAM's documentation alone and sharing no code with what it judges. */

export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Principal: unknown;
  readonly Condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** The statements of a document, each member as a list. */
export function statementsOf(document: unknown): Statement[] {
  const text: { Statement?: unknown } = typeof document === "string" ? JSON.parse(document) : Object(document);
  return list(text.Statement).map((one) => {
    const { Effect, Action, Resource, Principal, Condition } = Object(one);
    return { Effect, Action: list(Action).map(String), Resource: list(Resource).map(String), Principal, Condition: Object(Condition) };
  });
}

/**
 * Whether the documents let it happen: an allow, and no deny.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function allows(documents: readonly unknown[], question: Question): boolean {
  const matching = documents.flatMap(statementsOf).filter((statement) => applies(statement, question));
  return matching.some(({ Effect }) => Effect === "Allow") && matching.every(({ Effect }) => Effect !== "Deny");
}

function applies({ Action, Resource, Condition }: Statement, { action, resource, context = {} }: Question): boolean {
  return (
    Action.some((pattern) => glob(pattern.toLowerCase(), action.toLowerCase())) &&
    (Resource.length === 0 || Resource.some((pattern) => glob(pattern, resource))) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, context[key], list(wanted).map(String))),
    )
  );
}

function holds(operator: string, given: string | undefined, wanted: readonly string[]): boolean {
  if (given === undefined) return false;
  switch (operator) {
    case "StringEquals":
    case "Bool":
      return wanted.includes(given);
    case "StringLike":
      return wanted.some((pattern) => glob(pattern, given));
    case "ArnLike":
    case "ArnEquals":
      return wanted.some((pattern) => arnLike(pattern, given));
    default:
      throw new Error(`the judge does not know the condition ${operator}`);
  }
}

/**
 * Each of the six parts by itself: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function arnLike(pattern: string, arn: string): boolean {
  const [wanted, given] = [parts(pattern), parts(arn)];
  return wanted.length === given.length && wanted.every((part, index) => glob(part, given[index] ?? ""));
}

function parts(arn: string): string[] {
  const all = arn.split(":");
  return [...all.slice(0, 5), all.slice(5).join(":")];
}

/** `*` is any text, `?` one character. */
export function glob(pattern: string, text: string): boolean {
  const first = pattern[0];
  if (first === undefined) return text === "";
  if (first === "*") {
    const rest = pattern.replace(/^\*+/, "");
    for (let at = 0; at <= text.length; at++) if (glob(rest, text.slice(at))) return true;
    return false;
  }
  return text !== "" && (first === "?" || text[0] === first) && glob(pattern.slice(1), text.slice(1));
}

function list(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
