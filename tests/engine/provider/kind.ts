import type { Properties } from "./properties";

/** A resource as the provider keeps it. */
export interface Made {
  readonly type: string;
  readonly urn: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** A resource that has an id already, and is about to be made or changed. */
export type Making = Omit<Made, "outputs">;

/** What there is in the account already. */
export interface Others {
  of(type: string): readonly Made[];
  /** Takes away what goes with another resource. */
  forget(made: Made): void;
  /** What another resource says of it besides. */
  set(made: Made | undefined, outputs: Properties): void;
}

/** How the provider and AWS treat a type of resource. */
export interface Kind {
  /** Whether Pulumi makes up a name where none is given: the provider's schema, "autoname". */
  readonly autoNamed?: true;
  /**
   * Properties a change of which makes a new resource: the Terraform provider's documentation, "Forces new resource", and `ForceNew` in its
   * source.
   */
  readonly replacedBy: "everything" | readonly string[];
  /** Arguments that stay as they are when they are no longer given, by path: `Optional` and `Computed` in upstream's schema. */
  readonly keeps?: readonly string[];
  /** What AWS has afterwards of what a document may say too, by the inputs and what is planned of them. */
  readonly read?: (inputs: Properties, plan: Properties, before: Made | undefined) => Properties;
  /** Outputs that a preview tells as a change of its own where something of these inputs changes: `SetNewComputed` in upstream's source. */
  readonly announces?: (inputs: Properties) => readonly string[];
  id(newId: NewId, inputs: Properties): string;
  /** What AWS adds to the inputs, and to what was there before. */
  readonly outputs: Readonly<Record<string, (making: Making, before: Made | undefined) => unknown>>;
  /** Outputs that are new after a change of a property. */
  readonly renewed?: Readonly<Record<string, readonly string[]>>;
  /** Throws `Refused` if AWS would. */
  readonly onCreate?: (making: Making, others: Others) => void;
  readonly onUpdate?: (making: Making, others: Others, before: Made) => void;
  readonly onDelete?: (made: Made, others: Others) => void;
}

export type Kinds = Readonly<Record<string, Kind>>;

/** So many of `a-z0-9`, the same in every run. */
export type NewId = (length: number) => string;

/** What AWS answers to a call that it refuses. */
export class Refused extends Error {}
