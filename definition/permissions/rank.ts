import { compareText } from "../canonical";
import type { RouteCalls } from "./calls";
import type { Candidate } from "./candidates";
import { sourceText } from "./source";

/** A candidate and how many routes of other functions its source covers. */
export interface RankedCandidate extends Candidate {
  readonly covered: number;
}

/** The end of a route's path from one of its slashes on. */
interface PathEnd {
  readonly end: string;
  readonly isWhole: boolean;
  readonly calls: RouteCalls;
}

/** The candidates, those first that cover the fewest routes of other functions, and of these the smallest groups. */
export function rank(candidates: readonly Candidate[], foreign: readonly RouteCalls[]): RankedCandidate[] {
  const ends = foreign.flatMap(pathEnds).sort((a, b) => compareText(a.end, b.end));
  return candidates
    .map((candidate) => ({ ...candidate, covered: countCovered(candidate, ends) }))
    .sort(
      (a, b) =>
        a.covered - b.covered ||
        a.grants.length - b.grants.length ||
        Number(a.source.open) - Number(b.source.open) ||
        compareText(sourceText("", a.source), sourceText("", b.source)),
    );
}

function pathEnds(calls: RouteCalls): PathEnd[] {
  const ends: PathEnd[] = [];
  for (let at = 0; at >= 0; at = calls.path.indexOf("/", at + 1)) ends.push({ end: calls.path.slice(at), isWhole: at === 0, calls });
  return ends;
}

function countCovered({ source: { method, path, open } }: Candidate, ends: readonly PathEnd[]): number {
  const covered = new Set<RouteCalls>();
  for (let at = lowerBound(ends, path); ; at++) {
    const found = ends[at];
    if (found === undefined || !(open ? found.end.startsWith(path) : found.end === path)) return covered.size;
    if (method === "*" || (found.isWhole && found.calls.methods.includes(method))) covered.add(found.calls);
  }
}

/** Where in the ordered ends those begin that are not less than this one. */
function lowerBound(ends: readonly PathEnd[], end: string): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle]?.end ?? "") < end) low = middle + 1;
    else high = middle;
  }
  return low;
}
