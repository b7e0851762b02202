import { useEffect, useState } from "preact/hooks";
import { getJson } from "./server";

/** What the server has answered so far. */
export interface Answered<T> {
  readonly value?: T;
  readonly error?: string;
}

/** Asks the server when the path changes, and again whenever `version` does. */
export function useAnswer<T>(path: string | undefined, version: unknown): Answered<T> {
  const [answered, setAnswered] = useState<Answered<T> & { readonly path?: string }>({});
  useEffect(() => {
    if (path === undefined) return;
    let current = true;
    getJson<T>(path).then(
      (value) => current && setAnswered({ path, value }),
      (error: unknown) => current && setAnswered({ path, error: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [path, version]);
  return answered.path === path ? answered : {};
}
