/** Bounds the work of a match: its caller's, so that many matches can share one budget. */
export interface Meter {
  /** Counts steps: a character looked at, sixteen characters of text. Whatever it throws ends the match. */
  charge(steps: number): void;
}
