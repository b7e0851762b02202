import { useEffect, useRef, useState } from "preact/hooks";
import { changedParts, type Made } from "./changes";
import { getJson } from "./server";

const NONE: ReadonlySet<string> = new Set();

/** The parts that the last start of the server has changed, whichever view is open. */
export function useChanges(instance: string | undefined): ReadonlySet<string> {
  const [changed, setChanged] = useState(NONE);
  const last = useRef<Made | undefined>(undefined);
  useEffect(() => {
    if (instance === undefined) return;
    let current = true;
    const look = async () => {
      const [apis, functions] = await Promise.all([getJson<Made["apis"]>("apis"), getJson<Made["functions"]>("functions")]);
      if (!current) return;
      const before = last.current;
      last.current = { apis, functions };
      if (before !== undefined) setChanged(changedParts(before, last.current));
    };
    // A server that is gone is asked again when it is back, which makes another instance of it.
    look().catch(() => {});
    return () => {
      current = false;
    };
  }, [instance]);
  return changed;
}
