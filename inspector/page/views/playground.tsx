import { useEffect, useState } from "preact/hooks";
import type { TemplateResult, TemplateTrial } from "../../protocol";
import { Json } from "../parts/json";
import { postJson } from "../server";

const TEMPLATE = `#set($order = $input.path('$'))
{
  "id": "$input.params('id')",
  "total": $order.total,
  "note": "$util.escapeJavaScript($order.note)"
}`;
const BODY = `{
  "total": 3,
  "note": "for \\"Jane\\""
}`;
const SURROUNDINGS = `{
  "params": { "path": { "id": "7" }, "querystring": {}, "header": {} },
  "context": { "stage": "dev", "requestId": "r-1" },
  "stageVariables": {}
}`;

/** A mapping template on the left, what the gateway's own engine makes of it on the right. */
export function Playground() {
  const [template, setTemplate] = useState(TEMPLATE);
  const [body, setBody] = useState(BODY);
  const [surroundings, setSurroundings] = useState(SURROUNDINGS);
  const result = useRendering(template, body, surroundings);
  return (
    <div class="page">
      <h1>Mapping playground</h1>
      <div class="columns playground">
        <form class="editor" aria-label="Template and what it sees" onSubmit={(event) => event.preventDefault()}>
          <Area label="Template" rows={12} value={template} change={setTemplate} />
          <Area label="Body ($input)" rows={6} value={body} change={setBody} />
          <Area label="Parameters, $context and $stageVariables" rows={8} value={surroundings} change={setSurroundings} />
        </form>
        <section aria-live="polite" aria-label="Rendering">
          <h2>{result.error === undefined ? "Result" : "Error"}</h2>
          {result.error === undefined ? (
            <Json text={result.output ?? ""} label="Result" />
          ) : (
            <div class="explanation bad">
              <p>
                <b>{result.error.message}</b>
              </p>
              {result.error.line !== undefined && <Place template={template} line={result.error.line} column={result.error.column ?? 1} />}
            </div>
          )}
        </section>
      </div>
    </div>
  );
}

interface AreaProps {
  readonly label: string;
  readonly rows: number;
  readonly value: string;
  readonly change: (value: string) => void;
}

function Area({ label, rows, value, change }: AreaProps) {
  return (
    <label>
      <span>{label}</span>
      <textarea rows={rows} value={value} onInput={({ currentTarget }) => change(currentTarget.value)} spellcheck={false} />
    </label>
  );
}

function Place({ template, line, column }: { readonly template: string; readonly line: number; readonly column: number }) {
  return <pre class="code">{`${template.split("\n")[line - 1] ?? ""}\n${" ".repeat(column - 1)}^`}</pre>;
}

/** What the server renders, a little after the last change. */
function useRendering(template: string, body: string, surroundings: string): TemplateResult {
  const [result, setResult] = useState<TemplateResult>({});
  useEffect(() => {
    const timer = setTimeout(async () => setResult(await rendered(template, body, surroundings)), 150);
    return () => clearTimeout(timer);
  }, [template, body, surroundings]);
  return result;
}

async function rendered(template: string, body: string, surroundings: string): Promise<TemplateResult> {
  try {
    const { params = {}, context = {}, stageVariables = {} } = JSON.parse(surroundings);
    const trial: TemplateTrial = { template, body, params: { path: {}, querystring: {}, header: {}, ...params }, context, stageVariables };
    return await postJson<TemplateResult>("template", JSON.stringify(trial));
  } catch (error) {
    return { error: { message: error instanceof Error ? error.message : String(error) } };
  }
}
