/** The requests that an environment is given besides the one that it runs, as far as it has not begun them. */
import { type Claims, openClaims } from "./claims";

export class Following<Job extends { returned(): void }> {
  readonly #claims: Claims;
  #jobs: Job[] = [];
  /** Whether it has yet to come across what was taken back, and would claim in its place what it is offered now. */
  #isStale = false;

  /** Makes the file of its claims in a folder, of which nothing is left there. */
  constructor(folder: string) {
    this.#claims = openClaims(folder);
  }

  /** By which its process claims them. */
  get descriptor(): number {
    return this.#claims.descriptor;
  }

  /** Whether the environment may be given some with its next request. */
  get isOpen(): boolean {
    return !this.#isStale;
  }

  /** The environment is given a request, and these after it; false where they cannot be offered, and are none of its own. */
  offer(jobs: readonly Job[]): boolean {
    this.#isStale = false;
    if (jobs.length === 0 || !this.#claims.offer(jobs.length)) return false;
    this.#jobs = [...jobs];
    return true;
  }

  /** The one that it begins now, if there is one. */
  begin(): Job | undefined {
    return this.#jobs.shift();
  }

  /** Returns those that it has not begun, the last one first. */
  takeBack(): void {
    if (this.#jobs.length === 0) return;
    const count = this.#claims.takeBack();
    if (count > 0) this.#isStale = true;
    // A runtime that cannot read has claimed nothing, not even what it began.
    for (const job of this.#jobs.splice(Math.max(0, this.#jobs.length - count)).reverse()) job.returned();
  }

  /** The environment has ended. @returns those that it has begun, and perhaps ended, without having been heard */
  end(): readonly Job[] {
    this.takeBack();
    this.#claims.close();
    return this.#jobs.splice(0);
  }
}
