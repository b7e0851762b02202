import { useEffect } from "preact/hooks";
import { useLive } from "./live";
import { href, useRoute } from "./route";
import { Apis } from "./views/apis";
import { Functions } from "./views/functions";
import { Playground } from "./views/playground";
import { Requests } from "./views/requests";
import { Tables } from "./views/tables";

const VIEWS = { requests: "Requests", apis: "APIs", functions: "Functions", tables: "Tables", playground: "Mapping playground" };

export function App() {
  const live = useLive();
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
            </a>
          ))}
        </nav>
        <span class={live.connected ? "connection" : "connection lost"} role="status">
          {live.connected ? "Connected" : "Waiting for the server"}
        </span>
      </header>
      <main id="main" tabIndex={-1}>
        <View view={view} rest={rest} live={live} />
      </main>
    </>
  );
}

function View({
  view,
  rest,
  live,
}: {
  readonly view: string;
  readonly rest: readonly string[];
  readonly live: ReturnType<typeof useLive>;
}) {
  switch (view) {
    case "apis":
      return <Apis rest={rest} instance={live.instance} />;
    case "functions":
      return <Functions name={rest[0]} instance={live.instance} requests={live.requests.length} />;
    case "tables":
      return <Tables name={rest[0]} instance={live.instance} />;
    case "playground":
      return <Playground />;
    default:
      return <Requests id={rest[0]} live={live} />;
  }
}
