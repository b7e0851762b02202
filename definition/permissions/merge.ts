import { type Block, Blocks, type Room } from "./blocks";
import type { RouteCalls } from "./calls";
import { candidatesOf, compareGrants, type Grant } from "./candidates";
import { type RankedCandidate, rank } from "./rank";

/**
 * The blocks that fit, each grant by itself on each stage if all do; else what is nearest to fitting, and covers few of the calls for other
 * functions.
 */
export function mergeGrants(grants: readonly Grant[], foreign: readonly RouteCalls[], room: Room): readonly Block[] {
  const apart = fill(grants, [], room);
  if (apart.blocks.fit()) return apart.blocks.all();
  const ranking = rank(candidatesOf(grants), foreign);
  const together = fill(grants, ranking, room);
  if (together.blocks.fit() && together.covered === 0) return together.blocks.all();
  // Where one function has a path's reads and another its writes, only methods kept apart keep the functions apart.
  const byMethod = fill(
    grants,
    ranking.filter(({ source, grants: [some] }) => source.method === some?.method),
    room,
  );
  const isBetter = byMethod.blocks.fit() && (!together.blocks.fit() || byMethod.covered < together.covered);
  return (isBetter ? byMethod : together).blocks.all();
}

/**
 * Step by step until all fits, grants are given any stage, then taken together in the order of the candidates; last, what need not be wide
 * is made narrow again.
 * Which step comes before which hangs on the grants alone, so that with one grant more little changes.
 */
function fill(
  grants: readonly Grant[],
  ranking: readonly RankedCandidate[],
  room: Room,
): { readonly blocks: Blocks; readonly covered: number } {
  const blocks = new Blocks(room);
  blocks.replace(
    [],
    [...grants].sort(compareGrants).map((grant) => exactly(grant, false)),
  );
  const anyStage = room.stages.length > 1;
  for (const block of anyStage ? blocks.all() : []) {
    if (!blocks.fit()) blocks.replace([block], [{ ...block, anyStage }]);
  }
  for (const candidate of ranking) {
    if (blocks.fit()) break;
    const inside = blocks.inside(candidate.grants);
    if (inside.length > 1) blocks.replaceIfSmaller(inside, { ...candidate, grants: inside.flatMap((block) => block.grants), anyStage });
  }
  for (const block of blocks.all().toSorted((a, b) => b.covered - a.covered)) {
    if (block.grants.length > 1) {
      blocks.replaceIfFits(
        block,
        block.grants.map((grant) => exactly(grant, block.anyStage)),
      );
    }
  }
  for (const block of blocks.all()) {
    if (block.anyStage) blocks.replaceIfFits(block, [{ ...block, anyStage: false }]);
  }
  return { blocks, covered: blocks.all().reduce((count, block) => count + block.covered, 0) };
}

function exactly(grant: Grant, anyStage: boolean): Block {
  return { source: { ...grant, open: false }, grants: [grant], anyStage, covered: 0 };
}
