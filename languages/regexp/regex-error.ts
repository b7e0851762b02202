/** A regular expression or a replacement that Java refuses, or a match that takes too many steps. */
export class RegexError extends Error {
  override readonly name = "RegexError";
}
