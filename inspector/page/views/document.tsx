import { useEffect, useRef, useState } from "preact/hooks";
import { href } from "../route";
import { useAnswer } from "../use-answer";

type SwaggerUi = (options: {
  readonly spec: unknown;
  readonly domNode: Element;
  readonly deepLinking: boolean;
  readonly validatorUrl: null;
}) => unknown;

declare global {
  interface Window {
    SwaggerUIBundle?: SwaggerUi;
  }
}

/** An API's OpenAPI document in Swagger UI, which is loaded now. */
export function Document({ api, instance }: { readonly api: string; readonly instance: string | undefined }) {
  const { value: document, error } = useAnswer<unknown>(`documents/${encodeURIComponent(api)}`, instance);
  const place = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    if (document === undefined || place.current === null) return;
    const domNode = place.current;
    loadSwaggerUi().then(
      (show) => show({ spec: document, domNode, deepLinking: false, validatorUrl: null }),
      () => setFailure("Swagger UI cannot be loaded"),
    );
    // The page has a main part already, in which Swagger UI's stands.
    const observer = new MutationObserver(() => domNode.querySelector("main")?.setAttribute("role", "none"));
    observer.observe(domNode, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [document]);
  return (
    <>
      <p class="facts">
        <a href={href("apis", api)}>Back to {api}</a>
        {document !== undefined && (
          <>
            {" · "}
            <a href={`data:application/json,${encodeURIComponent(JSON.stringify(document, null, 2))}`} download={`${api}.json`}>
              Download
            </a>
          </>
        )}
      </p>
      <p role="alert">{error ?? failure}</p>
      <div ref={place} class="document" />
    </>
  );
}

let loading: Promise<SwaggerUi> | undefined;

function loadSwaggerUi(): Promise<SwaggerUi> {
  loading ??= new Promise((resolve, reject) => {
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/_inspector/swagger-ui.css" });
    const script = Object.assign(document.createElement("script"), { src: "/_inspector/swagger-ui.js" });
    script.onload = () => (window.SwaggerUIBundle === undefined ? reject(new Error("no Swagger UI")) : resolve(window.SwaggerUIBundle));
    script.onerror = () => reject(new Error("not loaded"));
    document.head.append(style, script);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const followScheme = () => void document.documentElement.classList.toggle("dark-mode", dark.matches);
    dark.addEventListener("change", followScheme);
    followScheme();
  });
  return loading;
}
