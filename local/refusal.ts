/** A mistake of the user's: its message says where it is and what to do, and is all that is printed. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
