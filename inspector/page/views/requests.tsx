import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { belowStage } from "../below-stage";
import type { Live, LiveRequest } from "../live";
import { Scroll } from "../parts/scroll";
import { Status } from "../parts/status";
import { href, route } from "../route";
import { clock } from "../times";
import { Request } from "./request";

interface Filter {
  readonly text: string;
  readonly api: string;
  readonly route: string;
  readonly status: string;
}

const ALL: Filter = { text: "", api: "", route: "", status: "" };

/** The requests as they come, and one of them beside. */
export function Requests({ id, live }: { readonly id: string | undefined; readonly live: Live }) {
  const [filter, setFilter] = useState(ALL);
  const search = useRef<HTMLInputElement>(null);
  const shown = useMemo(() => live.requests.filter((request) => matches(request, filter)), [live.requests, filter]);
  useKeys(shown, search);
  return (
    <div class={id === undefined ? "split" : "split open"}>
      <section class="list" aria-labelledby="requests">
        <div class="bar">
          <h1 id="requests">Requests</h1>
          <span class="muted" role="status">
            {shown.length === live.requests.length ? `${shown.length}` : `${shown.length} of ${live.requests.length}`}
          </span>
        </div>
        <Filters filter={filter} requests={live.requests} change={setFilter} search={search} />
        {live.requests.length === 0 ? <Nothing /> : <Table requests={shown} selected={id} />}
      </section>
      {id !== undefined && <Request key={id} id={id} instance={live.instance} known={live.requests.find((request) => request.id === id)} />}
    </div>
  );
}

function Nothing() {
  return (
    <p class="empty">
      Nothing has been asked yet. Call a route, or <a href={href("apis")}>try one here</a>; it appears by itself.
    </p>
  );
}

interface FiltersProps {
  readonly filter: Filter;
  readonly requests: readonly LiveRequest[];
  readonly change: (filter: Filter) => void;
  readonly search: { readonly current: HTMLInputElement | null };
}

function Filters({ filter, requests, change, search }: FiltersProps) {
  const set = (name: keyof Filter) => (event: { readonly currentTarget: HTMLInputElement | HTMLSelectElement }) =>
    change({ ...filter, [name]: event.currentTarget.value });
  return (
    <search class="filters">
      <label>
        <span>Text</span>
        <input ref={search} type="search" value={filter.text} onInput={set("text")} placeholder="path, id … ( / )" />
      </label>
      <Choice label="API" value={filter.api} options={distinct(requests.map(({ api }) => api))} onChange={set("api")} />
      <Choice label="Route" value={filter.route} options={distinct(requests.flatMap(({ route }) => route ?? []))} onChange={set("route")} />
      <Choice
        label="Status"
        value={filter.status}
        options={["2xx", "3xx", "4xx", "5xx", ...distinct(requests.map(({ status }) => String(status)))]}
        onChange={set("status")}
      />
    </search>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly onChange: (event: { readonly currentTarget: HTMLSelectElement }) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={onChange}>
        <option value="">all</option>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </label>
  );
}

function Table({ requests, selected }: { readonly requests: readonly LiveRequest[]; readonly selected: string | undefined }) {
  return (
    <Scroll label="The newest requests; j and k go from one to the next">
      <table class="requests">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Request</th>
            <th scope="col">Status</th>
            <th scope="col" class="number">
              ms
            </th>
            <th scope="col" class="number" aria-label="Integration" title="Milliseconds of the integration">
              int.
            </th>
            <th scope="col" class="number" aria-label="Function" title="Milliseconds that the function itself ran">
              fn
            </th>
          </tr>
        </thead>
        <tbody>
          {requests.map((request) => (
            <Row key={request.id} request={request} selected={request.id === selected} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ request, selected }: { readonly request: LiveRequest; readonly selected: boolean }) {
  const { id, time, api, stage, method, path, status, milliseconds, integrationMilliseconds, functionMilliseconds, past } = request;
  const below = belowStage(request) ?? path;
  return (
    <tr class={`${selected ? "selected" : ""} ${past ? "past" : ""}`}>
      <td class="time">{clock(time)}</td>
      <td class="what">
        <a href={href("requests", id)} aria-current={selected ? "true" : undefined}>
          <b>{method}</b> {below}
        </a>
        <span class="muted where">
          {api} / {stage}
        </span>
      </td>
      <td>
        <Status status={status} />
      </td>
      <td class="number">{milliseconds}</td>
      <td class="number muted">{integrationMilliseconds ?? "–"}</td>
      <td class="number muted">{functionMilliseconds === undefined ? "–" : Math.round(functionMilliseconds)}</td>
    </tr>
  );
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].toSorted();
}

function matches({ method, path, id, api, stage, route, status }: LiveRequest, filter: Filter): boolean {
  const text = `${method} ${path} ${id} ${api}/${stage}`.toLowerCase();
  return (
    text.includes(filter.text.toLowerCase()) &&
    (filter.api === "" || filter.api === api) &&
    (filter.route === "" || filter.route === route) &&
    ["", String(status), `${Math.floor(status / 100)}xx`].includes(filter.status)
  );
}

/** `/` goes to the filter, j and k to the next and the one before, Escape back to the list. */
function useKeys(requests: readonly LiveRequest[], search: Shown["search"]): void {
  // What is shown at the moment: keys may be pressed faster than effects run.
  const now = useRef({ requests, search });
  now.current = { requests, search };
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => press(event, now.current);
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}

interface Shown {
  readonly requests: readonly LiveRequest[];
  /** Of the field, which is there only once the view is drawn. */
  readonly search: { readonly current: HTMLInputElement | null };
}

function press(event: KeyboardEvent, { requests, search }: Shown): void {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // Of the address, not of what is drawn: a key may come before the view follows the one before it.
  const [, selected] = route();
  if (key === "Escape" && selected !== undefined) location.hash = href("requests");
  if (target instanceof HTMLElement && target.matches("input, textarea, select")) return;
  const at = requests.findIndex(({ id }) => id === selected);
  const next = key === "j" ? requests[at + 1] : key === "k" ? requests[at - 1] : undefined;
  if (next !== undefined) location.hash = href("requests", next.id);
  if (key === "/") {
    event.preventDefault();
    search.current?.focus();
  }
}
