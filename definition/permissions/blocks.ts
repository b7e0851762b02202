import type { Grant } from "./candidates";
import type { RankedCandidate } from "./rank";
import { sourceText } from "./source";

/** A source, on each stage or on any (`*`), and the grants that it stands for. */
export interface Block extends RankedCandidate {
  readonly anyStage: boolean;
}

/** What the blocks of one function must fit into. */
export interface Room {
  readonly stages: readonly string[];
  /** Bytes of the statement with this source. */
  readonly bytesOf: (source: string) => number;
  /** Bytes that all statements together may have. */
  readonly bytes: number;
}

/** The sources of a block's statements. */
export function sourcesOf({ source, anyStage }: Block, stages: readonly string[]): string[] {
  return (anyStage ? ["*"] : stages).map((stage) => sourceText(stage, source));
}

/** Blocks that together stand for every grant, and their size. */
export class Blocks {
  private readonly blocks = new Set<Block>();
  private readonly blockOf = new Map<Grant, Block>();
  private bytes = 0;

  constructor(private readonly room: Room) {}

  /** In the order in which they came to be. */
  all(): readonly Block[] {
    return [...this.blocks];
  }

  fit(): boolean {
    return this.bytes <= this.room.bytes;
  }

  /** The blocks whose grants are all among these. */
  inside(grants: readonly Grant[]): Block[] {
    const found = new Map<Block, number>();
    for (const grant of grants) {
      const block = this.blockOf.get(grant);
      if (block !== undefined) found.set(block, (found.get(block) ?? 0) + 1);
    }
    return [...found].flatMap(([block, count]) => (count === block.grants.length ? [block] : []));
  }

  replace(old: readonly Block[], by: readonly Block[]): void {
    this.bytes += this.growth(old, by);
    for (const block of old) this.blocks.delete(block);
    for (const block of by) {
      this.blocks.add(block);
      for (const grant of block.grants) this.blockOf.set(grant, block);
    }
  }

  replaceIfSmaller(old: readonly Block[], by: Block): void {
    if (this.growth(old, [by]) < 0) this.replace(old, [by]);
  }

  replaceIfFits(old: Block, by: readonly Block[]): void {
    if (this.bytes + this.growth([old], by) <= this.room.bytes) this.replace([old], by);
  }

  private growth(old: readonly Block[], by: readonly Block[]): number {
    return this.size(by) - this.size(old);
  }

  private size(blocks: readonly Block[]): number {
    return blocks.flatMap((block) => sourcesOf(block, this.room.stages)).reduce((bytes, source) => bytes + this.room.bytesOf(source), 0);
  }
}
