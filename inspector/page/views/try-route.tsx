import { useState } from "preact/hooks";
import type { ApiDescription, RouteDescription, SendRequest, SendResult } from "../../protocol";
import { exampleOf } from "../example";
import { Editor, Lines } from "../parts/editor";
import { Json } from "../parts/json";
import { Status } from "../parts/status";
import { href } from "../route";
import { postJson } from "../server";
import { headerLines } from "./send-again";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/** A form to call a route, filled from its parameters and its model. */
export function TryRoute({ route, api }: { readonly route: RouteDescription; readonly api: ApiDescription }) {
  const [contentType, model] = Object.entries(route.models)[0] ?? [undefined, undefined];
  const [stage, setStage] = useState(api.stages[0]?.name ?? "");
  const [method, setMethod] = useState(route.method === "ANY" ? "GET" : route.method);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [headers, setHeaders] = useState(
    contentType === undefined ? "" : `Content-Type: ${contentType === "$default" ? "application/json" : contentType}`,
  );
  const [body, setBody] = useState(() => (model === undefined ? "" : JSON.stringify(exampleOf(api.models[model], api.models), null, 2)));
  const [result, setResult] = useState<SendResult | string>();
  const send = async () => {
    const named = route.parameters.filter((one) => one.in === "header" && values[`header ${one.name}`]);
    const request: SendRequest = {
      method,
      target: `/${encodeURIComponent(api.name)}/${stage}${targetOf(route, values)}`,
      headers: [...named.map(({ name }) => [name, values[`header ${name}`] ?? ""] as const), ...headerLines(headers)],
      body,
    };
    try {
      setResult(await postJson<SendResult>("send", JSON.stringify(request)));
    } catch (error) {
      setResult(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Editor label={`Try ${route.key}`} submit="Send" onSubmit={send} outcome={result !== undefined && <Result result={result} />}>
      <div class="line">
        <label>
          <span>Stage</span>
          <select value={stage} onChange={({ currentTarget }) => setStage(currentTarget.value)}>
            {api.stages.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        {route.method === "ANY" && (
          <label>
            <span>Method</span>
            <select value={method} onChange={({ currentTarget }) => setMethod(currentTarget.value)}>
              {METHODS.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
        )}
        {route.parameters.map((parameter) => (
          <label key={`${parameter.in} ${parameter.name}`}>
            <span>
              {parameter.name} <span class="muted">{parameter.in}</span>
              {parameter.required && " *"}
            </span>
            <input
              value={values[`${parameter.in} ${parameter.name}`] ?? ""}
              onInput={({ currentTarget }) => setValues({ ...values, [`${parameter.in} ${parameter.name}`]: currentTarget.value })}
            />
          </label>
        ))}
      </div>
      <Lines label="Further headers, one a line" rows={2} value={headers} onInput={setHeaders} />
      {method !== "GET" && (
        <Lines label={`Body${model === undefined ? "" : `, by the model ${model}`}`} rows={6} value={body} onInput={setBody} />
      )}
    </Editor>
  );
}

function Result({ result }: { readonly result: SendResult | string }) {
  if (typeof result === "string") return <p role="alert">{result}</p>;
  return (
    <div role="status">
      <p>
        <Status status={result.status} /> {result.id !== undefined && <a href={href("requests", result.id)}>Show its steps</a>}
      </p>
      <Json text={result.body} label="Answer" />
    </div>
  );
}

function targetOf({ path, parameters }: RouteDescription, values: Readonly<Record<string, string>>): string {
  const filled = path.replace(/\{([^}+]+)(\+?)\}/g, (_, name: string, greedy: string) => {
    const value = values[`path ${name}`] ?? "";
    return greedy === "" ? encodeURIComponent(value) : value.split("/").map(encodeURIComponent).join("/");
  });
  const query = new URLSearchParams(
    parameters.filter((one) => one.in === "query" && values[`query ${one.name}`]).map(({ name }) => [name, values[`query ${name}`] ?? ""]),
  ).toString();
  return query === "" ? filled : `${filled}?${query}`;
}
