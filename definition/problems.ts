/** One thing that is wrong with a definition. */
export interface Problem {
  /** The place, as the author wrote it: `routes["GET /a/{b}"].integration.timeout`, or a JSON pointer into an OpenAPI document. */
  readonly where: string;
  /** What was given, what is allowed, and what to do. */
  readonly message: string;
  /** Name of the rule; docs/rules.md lists them. */
  readonly rule: string;
}

/** Thrown for a definition that API Gateway would refuse; its message lists every problem, one per line. */
export class DefinitionError extends Error {
  /** What the error prints before its message. */
  override readonly name = "DefinitionError";

  /** @param subject What was refused, for example `RestApi "pets"`. */
  constructor(
    /** All of them, in the order of the definition. */
    readonly problems: readonly Problem[],
    subject = "The definition",
  ) {
    super(
      [`${subject} has ${count(problems)}:`, ...problems.map(({ where, message, rule }) => `  ${where}: ${message} (${rule})`)].join("\n"),
    );
  }
}

function count(problems: readonly Problem[]): string {
  return problems.length === 1 ? "1 problem" : `${problems.length} problems`;
}
