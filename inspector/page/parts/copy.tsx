import { useState } from "preact/hooks";

interface CopyProps {
  readonly label: string;
  readonly text: () => string;
  /** What the copy lacks, if anything. */
  readonly lack: string | undefined;
}

/** A button that copies a text, and says so. */
export function Copy({ label, text, lack }: CopyProps) {
  const [said, setSaid] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setSaid(lack === undefined ? "Copied" : `Copied, ${lack}`);
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
