/** Where the reader is: `#/requests/ID`, `#/apis/NAME/document`. */
import { useEffect, useState } from "preact/hooks";

/** The parts of the address, decoded; the first is the view. */
export function useRoute(): readonly string[] {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => setHash(location.hash);
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return parts(hash);
}

/** The parts of the address at this moment, which the page may not have drawn yet. */
export function route(): readonly string[] {
  return parts(location.hash);
}

function parts(hash: string): readonly string[] {
  return hash
    .replace(/^#\/?/, "")
    .split("/")
    .filter((part) => part !== "")
    .map(decodeURIComponent);
}

/** The address of a view. */
export function href(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join("/")}`;
}
