import { useState } from "preact/hooks";
import type { RequestDetail } from "../../protocol";
import { asCurl, asEvent, asTest, clientRequest, lackOf } from "../copy-as";
import type { LiveRequest } from "../live";
import { Copy } from "../parts/copy";
import { Status } from "../parts/status";
import { href } from "../route";
import { clock, executionTimes } from "../times";
import { useAnswer } from "../use-answer";
import { SendAgain } from "./send-again";
import { Steps } from "./steps";

interface RequestProps {
  readonly id: string;
  readonly instance: string | undefined;
  /** What the list knows of it. */
  readonly known: LiveRequest | undefined;
}

/** One request: what was answered, why, and every step on the way. */
export function Request({ id, instance, known }: RequestProps) {
  const [secrets, setSecrets] = useState(false);
  const { value: detail, error } = useAnswer<RequestDetail>(`requests/${id}${secrets ? "?secrets=shown" : ""}`, instance);
  return (
    <article class="detail" aria-labelledby="request">
      <div class="bar">
        <h2 id="request">{detail === undefined ? (known?.path ?? "Request") : `${detail.method} ${detail.path}`}</h2>
        {detail !== undefined && <Status status={detail.status} />}
        <a class="close" href={href("requests")} aria-label="Close and go back to the list">
          ✕
        </a>
      </div>
      {error !== undefined && (
        <p class="empty">{known?.past ? "The server was started again since, and keeps no requests of before." : error}</p>
      )}
      {detail !== undefined && <Detail detail={detail} secrets={secrets} showSecrets={setSecrets} />}
    </article>
  );
}

interface DetailProps {
  readonly detail: RequestDetail;
  readonly secrets: boolean;
  readonly showSecrets: (shown: boolean) => void;
}

function Detail({ detail, secrets, showSecrets }: DetailProps) {
  const [sending, setSending] = useState(false);
  const event = asEvent(detail);
  const lack = lackOf(detail);
  return (
    <>
      <p class="facts muted">
        {clock(detail.time)} · {detail.api} / {detail.stage}
        {detail.route !== undefined && ` · ${detail.route}`} · {executionTimes(detail)} · <code>{detail.id}</code>
      </p>
      <div class="actions">
        <Copy label="Copy as curl" text={() => asCurl(clientRequest(detail), location.origin)} lack={lack} />
        {event !== undefined && <Copy label="Copy event" text={() => event} lack={lack} />}
        {detail.steps.length > 0 && <Copy label="Copy as test" text={() => asTest(detail)} lack={lack} />}
        <button type="button" aria-expanded={sending} onClick={() => setSending(!sending)}>
          Send again…
        </button>
        <label class="check">
          <input type="checkbox" checked={secrets} onChange={({ currentTarget }) => showSecrets(currentTarget.checked)} />
          Show credentials
        </label>
      </div>
      {sending && <SendAgain detail={detail} />}
      <Answered detail={detail} />
      <Steps detail={detail} />
    </>
  );
}

/** Why it is an error, and what to do. */
function Answered({ detail: { explanation, reason, status } }: { readonly detail: RequestDetail }) {
  if (explanation === undefined && reason === undefined) return null;
  return (
    <section class={status < 500 ? "explanation warn" : "explanation bad"} aria-label="Why">
      <p>
        <b>{explanation?.reason ?? reason}</b>
      </p>
      {explanation?.remedy !== undefined && <p class="remedy">{explanation.remedy}</p>}
    </section>
  );
}
