import type { Body } from "../../../gateway/index";
import { Json } from "./json";

/** A body with its size. */
export function BodyView({ body, label }: { readonly body: Body; readonly label: string }) {
  const { text, bytes, binary, truncated } = body;
  return (
    <section class="part">
      <h4>
        {label} <span class="muted">{bytes === null ? "a stream" : size(bytes)}</span>
        {binary && <span class="muted"> binary, as base64</span>}
        {truncated && <span class="muted"> the beginning of it</span>}
      </h4>
      {bytes === null ? (
        <p class="muted">What is streamed is not kept.</p>
      ) : text === "" ? (
        <p class="muted">empty</p>
      ) : (
        <Json text={text} label={label} />
      )}
    </section>
  );
}

function size(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`;
}
