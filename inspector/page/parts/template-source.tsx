import { Scroll } from "./scroll";

interface TemplateSourceProps {
  readonly source: string;
  /** The lines that ran, counted from 1. */
  readonly ran: readonly number[];
  readonly fault?: number | undefined;
}

/** A template with its line numbers; the lines that ran are marked, and the one at fault. */
export function TemplateSource({ source, ran, fault }: TemplateSourceProps) {
  const marks = (line: number) => ["line", ...(ran.includes(line) ? ["ran"] : []), ...(line === fault ? ["fault"] : [])];
  return (
    <section class="part">
      <h4>
        Template <span class="muted">{said(ran)}</span>
      </h4>
      <Scroll label="Template" kind="code lines">
        <pre>
          {source.split(/\r\n|\n|\r/).map((line, index) => (
            <span key={index} class={marks(index + 1).join(" ")}>
              {`${line}\n`}
            </span>
          ))}
        </pre>
      </Scroll>
    </section>
  );
}

/** `lines 1–3, 5 ran` */
function said(lines: readonly number[]): string {
  const starts = lines.filter((line) => !lines.includes(line - 1));
  const ends = lines.filter((line) => !lines.includes(line + 1));
  const ranges = starts.map((start, index) => (start === ends[index] ? `${start}` : `${start}–${ends[index]}`));
  return ranges.length === 0 ? "no line ran" : `${lines.length === 1 ? "line" : "lines"} ${ranges.join(", ")} ran`;
}
