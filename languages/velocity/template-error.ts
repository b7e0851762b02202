/** A mapping template that cannot be parsed, or that fails while it is rendered; the message is what the execution log shows. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
  /** Counted from 1, as the column is; absent where the fault has no place of its own. */
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(message: string, place?: { readonly line: number; readonly column: number }) {
    super(place ? `${message} at line ${place.line}, column ${place.column}` : message);
    this.line = place?.line;
    this.column = place?.column;
  }

  /** The error that another thread has told of. */
  static of({ message, line, column }: Pick<TemplateError, "message" | "line" | "column">): TemplateError {
    return Object.assign(new TemplateError(message), { line, column });
  }
}
