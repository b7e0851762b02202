/** A regular expression or a replacement that Java refuses, or a match that takes too many steps. */
export class RegexError extends Error {
  override readonly name = "RegexError";

  constructor(
    message: string,
    /** What is wrong with the expression, and where in it; absent where it is well formed. */
    readonly problem?: string,
  ) {
    super(message);
  }
}
