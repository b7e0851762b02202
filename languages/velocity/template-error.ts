/** A mapping template that cannot be parsed, or that fails while it is rendered; the message is what the execution log shows. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
  /** Counted from 1, as the column is; absent where the fault has no place of its own. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** Whether it is the payload that is no JSON, and the template nothing is wrong with. */
  readonly ofPayload: boolean = false;

  constructor(message: string, place?: { readonly line: number; readonly column: number }) {
    super(place ? `${message} at line ${place.line}, column ${place.column}` : message);
    this.line = place?.line;
    this.column = place?.column;
  }

  /** The error that another thread has told of. */
  static of({ message, line, column, ofPayload }: Pick<TemplateError, "message" | "line" | "column" | "ofPayload">): TemplateError {
    return Object.assign(new TemplateError(message), { line, column, ofPayload });
  }
}

/** What a template asks for is in a payload that cannot be read. */
export class PayloadError extends TemplateError {
  override readonly ofPayload = true;
}
