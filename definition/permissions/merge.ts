import { compareText } from "../canonical";
import type { Method } from "../types";
import { type Candidate, candidatesOf, compareGrants, type Grant } from "./candidates";
import { covers, sourceText } from "./source";

/** A source, on each stage or on any (`*`), and the grants that it stands for. */
export interface Block extends Candidate {
  readonly anyStage: boolean;
}

interface RouteOf {
  readonly method: Method;
  readonly path: string;
}

/** What decides which grants are taken together. */
export interface MergeContext {
  readonly stages: readonly string[];
  /** Bytes of the statement with this source. */
  readonly bytesOf: (source: string) => number;
  /** Bytes that all statements together may have. */
  readonly room: number;
  /** Routes of other functions. */
  readonly foreign: readonly RouteOf[];
}

/**
 * The blocks that fit, each grant by itself if all do; else what is nearest to fitting.
 * Step by step until it fits, grants are given any stage; then they are taken together, those first that cover the fewest routes of other functions, small groups before
 * large ones. Which step comes before which hangs on the grants alone, so that with one grant more little changes. In the end, what need not be wide is made narrow again.
 */
export function mergeGrants(grants: readonly Grant[], context: MergeContext): readonly Block[] {
  const blocks = new Blocks(context);
  for (const grant of [...grants].sort(compareGrants)) blocks.replace([], [exactly(grant, false)]);
  const manyStages = context.stages.length > 1;
  if (manyStages) {
    for (const block of blocks.all()) {
      if (blocks.fit()) break;
      blocks.replace([block], [{ ...block, anyStage: true }]);
    }
  }
  if (!blocks.fit()) {
    for (const candidate of ranked(candidatesOf(grants), context.foreign)) {
      const inside = blocks.inside(candidate);
      blocks.replaceIfSmaller(inside, { source: candidate.source, grants: inside.flatMap((block) => block.grants), anyStage: manyStages });
      if (blocks.fit()) break;
    }
  }
  for (const block of blocks.all()) {
    const finer = block.grants.map((grant) => exactly(grant, block.anyStage));
    if (finer.length > 1) blocks.replaceIfFits(block, finer);
  }
  for (const block of blocks.all()) if (block.anyStage) blocks.replaceIfFits(block, [{ ...block, anyStage: false }]);
  return blocks.all();
}

/** The sources of a block's statements. */
export function sourcesOf({ source, anyStage }: Block, stages: readonly string[]): string[] {
  return (anyStage ? ["*"] : stages).map((stage) => sourceText(stage, source));
}

function exactly(grant: Grant, anyStage: boolean): Block {
  return { source: { ...grant, open: false }, grants: [grant], anyStage };
}

/** Blocks that together stand for every grant, and their size. */
class Blocks {
  private readonly blocks = new Set<Block>();
  private readonly blockOf = new Map<Grant, Block>();
  private bytes = 0;

  constructor(private readonly context: MergeContext) {}

  /** In the order in which they came to be. */
  all(): readonly Block[] {
    return [...this.blocks];
  }

  fit(): boolean {
    return this.bytes <= this.context.room;
  }

  /** The blocks whose grants are all the candidate's. */
  inside({ grants }: Candidate): Block[] {
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
    if (old.length > 1 && this.growth(old, [by]) < 0) this.replace(old, [by]);
  }

  replaceIfFits(old: Block, by: readonly Block[]): void {
    if (this.bytes + this.growth([old], by) <= this.context.room) this.replace([old], by);
  }

  private growth(old: readonly Block[], by: readonly Block[]): number {
    return this.size(by) - this.size(old);
  }

  private size(blocks: readonly Block[]): number {
    return blocks.flatMap((block) => sourcesOf(block, this.context.stages)).reduce((bytes, source) => bytes + this.context.bytesOf(source), 0);
  }
}

function ranked(candidates: readonly Candidate[], foreign: readonly RouteOf[]): Candidate[] {
  const ordered = [...foreign].sort(compareGrants);
  return candidates
    .map((candidate) => ({ candidate, covered: countCovered(candidate, ordered) }))
    .sort(
      (a, b) =>
        a.covered - b.covered ||
        a.candidate.grants.length - b.candidate.grants.length ||
        Number(a.candidate.source.open) - Number(b.candidate.source.open) ||
        compareText(sourceText("", a.candidate.source), sourceText("", b.candidate.source)),
    )
    .map(({ candidate }) => candidate);
}

/** How many of the routes, ordered by path, the candidate's source may cover. */
function countCovered({ source }: Candidate, ordered: readonly RouteOf[]): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ordered[middle]?.path ?? "") < source.path) low = middle + 1;
    else high = middle;
  }
  let count = 0;
  for (const route of ordered.slice(low)) {
    if (!route.path.startsWith(source.path)) break;
    if (covers(source, route)) count++;
  }
  return count;
}
