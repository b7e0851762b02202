import { Scroll } from "./scroll";

/** A template with its line numbers; the line at fault is marked. */
export function TemplateSource({ source, fault }: { readonly source: string; readonly fault?: number | undefined }) {
  return (
    <Scroll label="Template" kind="code lines">
      <pre>
        {source.split("\n").map((line, index) => (
          <span key={index} class={index + 1 === fault ? "line fault" : "line"}>
            {`${line}\n`}
          </span>
        ))}
      </pre>
    </Scroll>
  );
}
