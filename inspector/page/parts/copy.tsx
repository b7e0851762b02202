import { useState } from "preact/hooks";

/** A button that copies a text, and says so. */
export function Copy({ label, text }: { readonly label: string; readonly text: () => string }) {
  const [said, setSaid] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setSaid("Copied");
    } catch {
      setSaid("The browser does not let this page copy");
    }
    setTimeout(() => setSaid(""), 2000);
  };
  return (
    <>
      <button type="button" onClick={copy}>
        {label}
      </button>
      <span role="status" class="said">
        {said}
      </span>
    </>
  );
}
