import type { Subject } from "./control-plane-fixture";

/** What to hold to the rules; with a reason, for which a refusal that is not there has nothing to do with the definition. */
export interface Candidate {
  readonly subject?: Subject;
  /** An OpenAPI document, or its text. */
  readonly document?: unknown;
  readonly text?: string;
  /** Why the call is out of a definition's reach. */
  readonly outOfReach?: string;
}

export const REASONS = {
  account: "settings of the account and what else it holds, which no definition says",
  canary: "a canary is a part of its stage, and not deployed by itself",
  identifier: "an identifier of something that is not there: a definition names its parts by path and name",
  keyed: "the same thing twice: the parts of a definition have their path or name as their key",
  notThere: "a part of a route that is not there: in a definition it is a part of its route",
  oneType: "several values where a definition takes one",
  otherThing: "API keys, usage plans, VPC links, certificates, documentation: no part of a definition",
  parameter: "a parameter of the call itself",
  patch: "a change of what stands: a definition is deployed whole, and refused values alone can be in it",
  read: "reads or deletes what AWS holds",
  runTime: "a limit of requests, not of the definition",
} as const;
