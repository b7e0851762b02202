import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ApiDescription, Overview, RouteDescription } from "../../protocol";
import { type PartKind, partOf } from "../changes";
import { Changed } from "../parts/changed";
import { Json } from "../parts/json";
import { Tabbed } from "../parts/tabbed";
import { href } from "../route";
import { useAnswer } from "../use-answer";
import { Document } from "./document";
import { TryRoute } from "./try-route";

interface ApisProps {
  readonly rest: readonly string[];
  readonly instance: string | undefined;
  /** The parts that the last start of the program has changed. */
  readonly changed: ReadonlySet<string>;
}

/** The APIs with all that belongs to them. */
export function Apis({ rest: [name, part, key], instance, changed }: ApisProps) {
  const answered = useAnswer<readonly ApiDescription[]>("apis", instance);
  const { value: overview } = useAnswer<Overview>("overview", instance);
  return (
    <Tabbed title="APIs" view="apis" answered={answered} name={name} none="The program makes no REST API.">
      {(api) =>
        part === "document" ? (
          <Document api={api.name} instance={instance} />
        ) : (
          <>
            <Api api={api} open={part === "try" ? key : undefined} changed={changed} />
            <Notices notices={overview?.notices ?? []} />
          </>
        )
      }
    </Tabbed>
  );
}

interface ApiProps {
  readonly api: ApiDescription;
  /** The key of the route to try. */
  readonly open: string | undefined;
  readonly changed: ReadonlySet<string>;
}

function Api({ api, open, changed }: ApiProps) {
  const mark = (kind: PartKind, name: string) => <Changed part={partOf(api.name, kind, name)} changed={changed} />;
  return (
    <>
      <p class="facts">
        <b>{api.name}</b> <code>{api.id}</code> · <a href={href("apis", api.name, "document")}>OpenAPI document</a>
      </p>
      <section aria-labelledby="stages">
        <h2 id="stages">Stages</h2>
        <ul class="plain">
          {api.stages.map(({ name, url, variables }) => (
            <li key={name}>
              <b>{name}</b> <code>{url}</code>
              {Object.entries(variables).map(([variable, value]) => (
                <span key={variable} class="chip">
                  {variable} = {value}
                </span>
              ))}{" "}
              {mark("stage", name)}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="routes">
        <h2 id="routes">Routes</h2>
        <ul class="routes">
          {api.routes.map((route) => (
            <Route key={route.key} route={route} api={api} open={route.key === open} mark={mark("route", route.key)} />
          ))}
        </ul>
      </section>
      <Models models={api.models} mark={mark} />
      <Access api={api} mark={mark} />
    </>
  );
}

interface RouteProps {
  readonly route: RouteDescription;
  readonly api: ApiDescription;
  readonly open: boolean;
  readonly mark: JSX.Element;
}

function Route({ route, api, open, mark }: RouteProps) {
  const [shown, setShown] = useState(open);
  const forbidden = Object.values(route.permissions).some(({ allowed }) => !allowed);
  return (
    <li>
      <details open={shown} onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
        <summary class="heading">
          <b class="method">{route.method}</b>
          <code class="path">{route.path}</code>
          <span class="muted">{route.integration}</span>
          {route.authorization !== "NONE" && <span class="chip">{route.authorization}</span>}
          {route.apiKeyRequired && <span class="chip">API key</span>}
          {forbidden && <span class="badge bad">no permission</span>}
          {mark}
        </summary>
        <div class="step-body">
          {route.summary !== undefined && <p>{route.summary}</p>}
          <dl class="pairs">
            {route.target !== undefined && (
              <div>
                <dt>Integration</dt>
                <dd>{route.target}</dd>
              </div>
            )}
            {Object.entries(route.permissions).map(([stage, { allowed, by }]) => (
              <div key={stage}>
                <dt>Permission, {stage}</dt>
                <dd class={allowed ? "" : "reason"}>{by}</dd>
              </div>
            ))}
          </dl>
          {shown && <TryRoute route={route} api={api} />}
        </div>
      </details>
    </li>
  );
}

type Mark = (kind: PartKind, name: string) => JSX.Element;

function Models({ models, mark }: { readonly models: ApiDescription["models"]; readonly mark: Mark }) {
  const entries = Object.entries(models);
  if (entries.length === 0) return null;
  return (
    <section aria-labelledby="models">
      <h2 id="models">Models</h2>
      {entries.map(([name, schema]) => (
        <details key={name}>
          <summary>
            {name} {mark("model", name)}
          </summary>
          <Json text={JSON.stringify(schema)} label={`Model ${name}`} />
        </details>
      ))}
    </section>
  );
}

function Access({ api: { authorizers, usagePlans }, mark }: { readonly api: ApiDescription; readonly mark: Mark }) {
  return (
    <>
      {authorizers.length > 0 && (
        <section aria-labelledby="authorizers">
          <h2 id="authorizers">Authorizers</h2>
          <ul class="plain">
            {authorizers.map(({ name, type, identitySource, ttl, target }) => (
              <li key={name}>
                <b>{name}</b> {type} · {identitySource.join(", ")} · {ttl === 0 ? "not cached" : `cached for ${ttl} s`}{" "}
                {mark("authorizer", name)}
                {target !== undefined && <div class="muted breakable">{target}</div>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {usagePlans.length > 0 && (
        <section aria-labelledby="plans">
          <h2 id="plans">Usage plans and keys</h2>
          <ul class="plain">
            {usagePlans.map(({ id, stages, keys, throttle, quota }) => (
              <li key={id}>
                <b>{id}</b> on {stages.join(", ")} · keys{" "}
                {keys.map((key) => (key.enabled ? key.id : `${key.id} (disabled)`)).join(", ") || "none"}
                {throttle !== undefined && ` · ${throttle.rate} a second, ${throttle.burst} at once`}
                {quota !== undefined && ` · ${quota.limit} a ${quota.period.toLowerCase()}`} {mark("usage plan", id)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Notices({ notices }: Overview) {
  if (notices.length === 0) return null;
  return (
    <section aria-labelledby="notices">
      <h2 id="notices">Not as on AWS, or not run</h2>
      <ul>
        {notices.map((notice) => (
          <li key={notice} class="breakable">
            {notice}
          </li>
        ))}
      </ul>
    </section>
  );
}
