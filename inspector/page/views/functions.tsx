import { useEffect, useState } from "preact/hooks";
import type { FunctionDescription, InvokeResult } from "../../protocol";
import { functionPart } from "../changes";
import { Changed } from "../parts/changed";
import { Editor, Lines } from "../parts/editor";
import { Json } from "../parts/json";
import { Scroll } from "../parts/scroll";
import { Tabbed } from "../parts/tabbed";
import { postJson } from "../server";
import { useAnswer } from "../use-answer";

interface FunctionsProps {
  readonly name: string | undefined;
  readonly instance: string | undefined;
  /** How many requests have come, after each of which the functions are looked at again. */
  readonly requests: number;
  readonly changed: ReadonlySet<string>;
}

/** The functions with their environments and the ends of their logs. */
export function Functions({ name, instance, requests, changed }: FunctionsProps) {
  const looks = useLooks();
  const [invoked, setInvoked] = useState(0);
  const version = `${instance} ${requests} ${invoked} ${looks}`;
  const answered = useAnswer<readonly FunctionDescription[]>("functions", version);
  return (
    <Tabbed
      title="Functions"
      view="functions"
      answered={answered}
      name={name}
      none="The program makes no function."
      mark={(one) => <Changed part={functionPart(one.name)} changed={changed} />}
    >
      {(shown) => <One key={shown.name} called={shown} onInvoked={() => setInvoked(invoked + 1)} />}
    </Tabbed>
  );
}

/** Milliseconds between two looks: environments end, and logs go on, without a request. */
const BETWEEN_LOOKS = 2000;

/** How often to have looked by now. */
function useLooks(): number {
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setLooks((before) => before + 1), BETWEEN_LOOKS);
    return () => clearInterval(timer);
  }, []);
  return looks;
}

function One({ called, onInvoked }: { readonly called: FunctionDescription; readonly onInvoked: () => void }) {
  const { arn, runtime, handler, memorySize, timeout, environments, log } = called;
  return (
    <>
      <p class="facts breakable">
        <code>{arn}</code> · {runtime} · {handler} · {memorySize} MB · {timeout} s
      </p>
      <section aria-labelledby="environments">
        <h2 id="environments">Environments</h2>
        {environments.length === 0 ? (
          <p class="muted">None is running; the next request starts one.</p>
        ) : (
          <ul class="plain">
            {environments.map(({ state, maxMemoryUsed }, index) => (
              <li key={index}>
                <span class={state === "idle" ? "badge good" : "badge warn"}>{state}</span>
                <span class="muted">
                  {" "}
                  {maxMemoryUsed} of {memorySize} MB
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Invoke name={called.name} onInvoked={onInvoked} />
      <section aria-labelledby="log">
        <h2 id="log">Log</h2>
        {log.length === 0 ? (
          <p class="muted">Nothing has been logged yet.</p>
        ) : (
          <Scroll label="The last events of the log" kind="code tall">
            <pre>{log.join("\n")}</pre>
          </Scroll>
        )}
      </section>
    </>
  );
}

function Invoke({ name, onInvoked }: { readonly name: string; readonly onInvoked: () => void }) {
  const [event, setEvent] = useState("{}");
  const [result, setResult] = useState<InvokeResult>();
  const invoke = async () => {
    try {
      setResult(await postJson<InvokeResult>(`functions/${encodeURIComponent(name)}`, event));
    } catch (error) {
      setResult({ payload: "", error: error instanceof Error ? error.message : String(error), milliseconds: 0 });
    }
    onInvoked();
  };
  return (
    <Editor label="Invoke" submit="Invoke" onSubmit={invoke} outcome={result !== undefined && <Result result={result} />}>
      <Lines label="Event" rows={5} value={event} onInput={setEvent} />
    </Editor>
  );
}

function Result({ result: { error, payload, milliseconds } }: { readonly result: InvokeResult }) {
  return (
    <div role="status">
      <p>
        {error === undefined ? <span class="badge good">succeeded</span> : <span class="badge bad">{error}</span>} in {milliseconds} ms
      </p>
      {payload !== "" && <Json text={payload} label="Answer" />}
    </div>
  );
}
