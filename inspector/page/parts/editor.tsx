import type { ComponentChildren } from "preact";

interface EditorProps {
  readonly label: string;
  /** What the button says. */
  readonly submit: string;
  readonly onSubmit: () => Promise<void>;
  /** What became of it. */
  readonly outcome: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A form whose fields are sent to the server. */
export function Editor({ label, submit, onSubmit, outcome, children }: EditorProps) {
  const submitted = (event: Event) => {
    event.preventDefault();
    return onSubmit();
  };
  return (
    <form class="editor" onSubmit={submitted} aria-label={label}>
      {children}
      <div class="line">
        <button type="submit" class="primary">
          {submit}
        </button>
      </div>
      {outcome}
    </form>
  );
}

interface LinesProps {
  readonly label: ComponentChildren;
  readonly rows: number;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

/** A field of several lines. */
export function Lines({ label, rows, value, onInput }: LinesProps) {
  return (
    <label>
      <span>{label}</span>
      <textarea rows={rows} value={value} onInput={({ currentTarget }) => onInput(currentTarget.value)} spellcheck={false} />
    </label>
  );
}
