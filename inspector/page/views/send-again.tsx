import { useState } from "preact/hooks";
import type { RequestDetail, SendRequest, SendResult } from "../../protocol";
import { clientRequest } from "../copy-as";
import { Editor, Lines } from "../parts/editor";
import { href } from "../route";
import { postJson } from "../server";

/** A request to be changed and sent again; it opens what became of it. */
export function SendAgain({ detail }: { readonly detail: RequestDetail }) {
  const original = clientRequest(detail);
  const [method, setMethod] = useState(original.method);
  const [target, setTarget] = useState(original.target);
  const [headers, setHeaders] = useState(original.headers.map(([name, value]) => `${name}: ${value}`).join("\n"));
  const [body, setBody] = useState(original.body);
  const [error, setError] = useState("");
  const send = async () => {
    const request: SendRequest = { method, target, headers: headerLines(headers), body, binary: original.binary, from: detail.id };
    try {
      const { id, status } = await postJson<SendResult>("send", JSON.stringify(request));
      if (id === undefined) setError(`The server answered ${status}: no API is there`);
      else location.hash = href("requests", id);
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  return (
    <Editor label="Send again" submit="Send" onSubmit={send} outcome={error !== "" && <p role="alert">{error}</p>}>
      <div class="line">
        <label>
          <span>Method</span>
          <input value={method} onInput={({ currentTarget }) => setMethod(currentTarget.value)} size={8} />
        </label>
        <label class="wide">
          <span>Path and query</span>
          <input value={target} onInput={({ currentTarget }) => setTarget(currentTarget.value)} />
        </label>
      </div>
      <Lines label="Headers, one a line; credentials that are hidden are sent as they were" rows={4} value={headers} onInput={setHeaders} />
      <Lines label={original.binary ? "Body, as base64" : "Body"} rows={6} value={body} onInput={setBody} />
    </Editor>
  );
}

/** Lines `Name: value`. */
export function headerLines(text: string): [string, string][] {
  return text.split("\n").flatMap((line) => {
    const [, name = "", value = ""] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    return name === "" ? [] : [[name, value] as [string, string]];
  });
}
