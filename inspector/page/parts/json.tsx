import type { JSX } from "preact";
import { Scroll } from "./scroll";

/** A text, set out and coloured where it is JSON. */
export function Json({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <Scroll label={label} kind="code">
      <pre>{coloured(setOut(text))}</pre>
    </Scroll>
  );
}

/** JSON with a member a line; any other text as it is. */
export function setOut(text: string): { readonly text: string; readonly json: boolean } {
  if (!/^\s*[{[]/.test(text)) return { text, json: false };
  try {
    return { text: JSON.stringify(JSON.parse(text), null, 2), json: true };
  } catch {
    return { text, json: false };
  }
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function coloured({ text, json }: ReturnType<typeof setOut>): (string | JSX.Element)[] {
  if (!json) return [text];
  const parts: (string | JSX.Element)[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [all, string, colon] = match;
    parts.push(text.slice(at, match.index));
    parts.push(<span class={colon ? "key" : string ? "string" : "literal"}>{string ?? all}</span>);
    if (colon) parts.push(colon);
    at = match.index + all.length;
  }
  return [...parts, text.slice(at)];
}
