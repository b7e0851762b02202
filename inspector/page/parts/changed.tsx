/** Marks what the last start of the program has changed. */
export function Changed({ part, changed }: { readonly part: string; readonly changed: ReadonlySet<string> }) {
  return changed.has(part) ? <span class="badge note">changed</span> : null;
}
