import { useEffect } from "preact/hooks";
import { functionPart } from "./changes";
import { useLive } from "./live";
import { href, useRoute } from "./route";
import { useChanges } from "./use-changes";
import { Apis } from "./views/apis";
import { Functions } from "./views/functions";
import { Playground } from "./views/playground";
import { Requests } from "./views/requests";
import { Tables } from "./views/tables";

const VIEWS = { requests: "Requests", apis: "APIs", functions: "Functions", tables: "Tables", playground: "Mapping playground" };

export function App() {
  const live = useLive();
  const changed = useChanges(live.instance);
  const [view = "requests", ...rest] = useRoute();
  const title = Object.entries(VIEWS).find(([name]) => name === view)?.[1] ?? "Requests";
  useEffect(() => {
    document.title = `${title} · lambda-rest-api`;
  }, [title]);
  return (
    <>
      <header class="top">
        <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
          Skip to content
        </button>
        <span class="product">lambda-rest-api</span>
        <nav class="tabs" aria-label="Views">
          {Object.entries(VIEWS).map(([name, label]) => (
            <a key={name} href={href(name)} aria-current={name === view ? "page" : undefined}>
              {label}
              <ChangeCount view={name} changed={changed} />
            </a>
          ))}
        </nav>
        <span class={live.connected ? "connection" : "connection lost"} role="status">
          {live.connected ? "Connected" : "Waiting for the server"}
        </span>
      </header>
      <main id="main" tabIndex={-1}>
        <View view={view} rest={rest} live={live} changed={changed} />
      </main>
    </>
  );
}

/** How much of a view the last start of the program has changed. */
function ChangeCount({ view, changed }: { readonly view: string; readonly changed: ReadonlySet<string> }) {
  const ofFunctions = [...changed].filter((part) => part.startsWith(functionPart(""))).length;
  const count = view === "functions" ? ofFunctions : view === "apis" ? changed.size - ofFunctions : 0;
  return count === 0 ? null : <span class="badge note">{count} changed</span>;
}

interface ViewProps {
  readonly view: string;
  readonly rest: readonly string[];
  readonly live: ReturnType<typeof useLive>;
  readonly changed: ReadonlySet<string>;
}

function View({ view, rest, live, changed }: ViewProps) {
  switch (view) {
    case "apis":
      return <Apis rest={rest} instance={live.instance} changed={changed} />;
    case "functions":
      return <Functions name={rest[0]} instance={live.instance} requests={live.requests.length} changed={changed} />;
    case "tables":
      return <Tables name={rest[0]} instance={live.instance} />;
    case "playground":
      return <Playground />;
    default:
      return <Requests id={rest[0]} live={live} />;
  }
}
