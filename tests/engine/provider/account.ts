import { createHash } from "node:crypto";
import { planned } from "./keep";
import { type Kind, type Made, type Making, type NewId, type Others, Refused } from "./kind";
import { kindOf } from "./kinds/index";
import { IN_REGION, keptOutputs } from "./plan";
import type { Properties } from "./properties";

/** One call that changes something, in the order in which AWS got them. */
export interface LogEntry {
  readonly call: "create" | "update" | "delete";
  readonly type: string;
  /** The logical name. */
  readonly name: string;
  readonly id: string;
  readonly inputs: Properties;
  /** AWS's answer, if it refused. */
  readonly refused?: string;
}

/** An AWS account with nothing in it: keeps what is made, writes every call down, and refuses what AWS would refuse. */
export class Account {
  readonly log: LogEntry[] = [];
  #made: readonly Made[] = [];
  readonly #counts = new Map<string, number>();
  #callsUntilFailure: number | undefined;
  readonly #others: Others = {
    of: (type) => this.#made.filter((made) => made.type === type),
    forget: (gone) => {
      this.#made = this.#made.filter((made) => made !== gone);
    },
    set: (changed, outputs) => {
      this.#made = this.#made.map((made) => (made === changed ? { ...made, outputs: { ...made.outputs, ...outputs } } : made));
    },
  };

  /** Everything that is there. */
  get resources(): readonly Made[] {
    return this.#made;
  }

  /** The n-th call from now on is refused, counted from 1; none if undefined. */
  failAt(call: number | undefined): void {
    this.#callsUntilFailure = call;
  }

  create(type: string, urn: string, inputs: Properties): Made {
    const kind = kindOf(type);
    const count = (this.#counts.get(urn) ?? 0) + 1;
    const making = { type, urn, id: kind.id(idsOf(`${urn} ${count}`), inputs), inputs };
    return this.#call("create", making, () => {
      kind.onCreate?.(making, this.#others);
      this.#counts.set(urn, count);
      const made = { ...making, outputs: outputsOf(kind, making, undefined) };
      this.#made = [...this.#made, made];
      return made;
    });
  }

  update(type: string, urn: string, id: string, olds: Properties, inputs: Properties): Made {
    const kind = kindOf(type);
    const making = { type, urn, id, inputs };
    return this.#call("update", making, () => {
      const before = this.#find(type, id, olds);
      if (before === undefined) throw new Refused(`NotFoundException: ${type} ${id}`);
      kind.onUpdate?.(making, this.#others, before);
      const made = { ...making, outputs: { ...outputsOf(kind, making, before), ...keptOutputs(kind, before, inputs) } };
      this.#made = this.#made.map((other) => (other === before ? made : other));
      return made;
    });
  }

  delete(type: string, urn: string, id: string, olds: Properties): void {
    const kind = kindOf(type);
    this.#call("delete", { type, urn, id, inputs: olds }, () => {
      const made = this.#find(type, id, olds);
      // The provider takes what is gone for deleted.
      if (made === undefined) return;
      kind.onDelete?.(made, this.#others);
      // A call names what it deletes by its id: another resource that has the same is gone with it.
      this.#made = this.#made.filter((other) => other !== made && !isSame(other, made));
    });
  }

  /** By its id; statements of two policies may have the same. */
  #find(type: string, id: string, olds: Properties): Made | undefined {
    return this.#made.find((made) => made.type === type && made.id === id && made.inputs["function"] === olds["function"]);
  }

  #call<T>(call: LogEntry["call"], { type, urn, id, inputs }: Making, run: () => T): T {
    const entry = { call, type, name: nameOf(urn), id, inputs };
    try {
      if (this.#callsUntilFailure !== undefined && --this.#callsUntilFailure === 0) throw new Refused("ServiceException: fails on demand");
      const result = run();
      this.log.push(entry);
      return result;
    } catch (error) {
      if (error instanceof Refused) this.log.push({ ...entry, refused: error.message });
      throw error;
    }
  }
}

function isSame(one: Made, other: Made): boolean {
  return one.type === other.type && one.id === other.id && one.inputs["function"] === other.inputs["function"];
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function outputsOf(kind: Kind, making: Making, before: Made | undefined): Properties {
  const plan = planned(kind, before?.outputs ?? {}, making.inputs);
  return {
    ...IN_REGION,
    ...plan,
    ...kind.read?.(making.inputs, plan, before),
    ...Object.fromEntries(Object.entries(kind.outputs).map(([name, output]) => [name, output(making, before)])),
  };
}

function idsOf(seed: string): NewId {
  return (length) => {
    const digest = createHash("shake256", { outputLength: length }).update(seed).digest();
    return [...digest].map((byte) => "abcdefghijklmnopqrstuvwxyz0123456789".charAt(byte % 36)).join("");
  };
}
