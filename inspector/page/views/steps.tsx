import type { Step } from "../../../gateway/index";
import type { FunctionLog, RequestDetail } from "../../protocol";
import { type Panel, panelsOf } from "../panels";
import { BodyView } from "../parts/body";
import { Json } from "../parts/json";
import { Pairs } from "../parts/pairs";
import { Scroll } from "../parts/scroll";
import { Status } from "../parts/status";
import { TemplateSource } from "../parts/template-source";

/** Every step of a request, in API Gateway's own order. */
export function Steps({ detail }: { readonly detail: RequestDetail }) {
  return (
    <ol class="steps" aria-label="Steps">
      {panelsOf(detail).map((panel) => (
        <PanelView key={panel.title} panel={panel} detail={detail} />
      ))}
    </ol>
  );
}

const MARKS = { passed: "✓", failed: "✕", unreached: "–" };

function PanelView({ panel: { title, steps, state }, detail }: { readonly panel: Panel; readonly detail: RequestDetail }) {
  const heading = (
    <>
      <span class="mark" aria-hidden="true">
        {MARKS[state]}
      </span>
      <h3>{title}</h3>
      <span class="gist">{state === "unreached" ? "not reached" : gistOf(steps)}</span>
      {state === "failed" && <span class="badge bad">ended here</span>}
    </>
  );
  if (state === "unreached") return <li class="step unreached">{<div class="heading">{heading}</div>}</li>;
  return (
    <li class={`step ${state}`}>
      <details open={state === "failed" || OPEN.has(title)}>
        <summary class="heading">{heading}</summary>
        {state === "failed" && detail.explanation !== undefined && <p class="reason">{detail.explanation.reason}</p>}
        {steps.length > 0 && <StepView steps={steps} detail={detail} />}
      </details>
    </li>
  );
}

const OPEN: ReadonlySet<string> = new Set(["Request template", "Integration", "Response template", "Method response", "Gateway response"]);

/** What is worth to be seen of a panel that is closed. */
function gistOf(steps: readonly Step[]): string {
  const step = steps.at(-1);
  switch (step?.kind) {
    case "methodRequest":
      return step.route ?? "no route";
    case "authorization":
      return [step.authorizer ?? step.type, ...(step.cached ? ["cached"] : [])].join(", ");
    case "apiKey":
      return step.apiKeyId === undefined
        ? "no key"
        : `key ${step.apiKeyId}${step.usagePlanId === undefined ? "" : ` of plan ${step.usagePlanId}`}`;
    case "validation":
      return step.missingParameters.length + step.errors.length > 0 ? "" : (step.model ?? "parameters");
    case "requestTemplate":
    case "responseTemplate":
      return step.contentType;
    case "permission":
      return step.refusal === undefined ? (step.role === undefined ? "by the function's policy" : "by a role") : "refused";
    case "integrationRequest":
      return step.functionArn ?? step.uri;
    case "integrationResponse":
      return `${step.status} in ${step.latency} ms`;
    case "selection":
      return step.statusCode === undefined ? "none" : `${step.pattern ?? "default"} → ${step.statusCode}`;
    case "methodResponse":
      return String(step.status);
    case "gatewayResponse":
      return `${step.type} ${step.status}`;
    default:
      return "";
  }
}

function StepView({ steps, detail }: { readonly steps: readonly Step[]; readonly detail: RequestDetail }) {
  return (
    <div class={steps.some(({ kind }) => kind === "integrationRequest") ? "step-body columns" : "step-body"}>
      {steps.map((step) => (
        <One key={step.kind} step={step} detail={detail} />
      ))}
    </div>
  );
}

function One({ step, detail }: { readonly step: Step; readonly detail: RequestDetail }) {
  switch (step.kind) {
    case "methodRequest":
      return (
        <div class="columns">
          <Pairs label="Path variables" pairs={Object.entries(step.pathParameters)} />
          <Pairs
            label="Query"
            pairs={Object.entries(step.query).flatMap(([name, values]) => values.map((value) => [name, value] as const))}
          />
          <Pairs label="Headers" pairs={step.headers} />
          <BodyView label="Body" body={step.body} />
        </div>
      );
    case "authorization":
      return (
        <>
          <Pairs label="Identity sources" pairs={(step.identitySource ?? []).map((source) => [source, ""])} />
          {step.context !== undefined && <Titled title="$context.authorizer" text={JSON.stringify(step.context)} />}
        </>
      );
    case "apiKey":
      return (
        <Pairs label="API key" pairs={present({ "API key": step.apiKeyId, "Usage plan": step.usagePlanId, "Taken from": step.source })} />
      );
    case "validation":
      return (
        <>
          <Pairs label="Validator" pairs={present({ Name: step.validator, Model: step.model, "Content type": step.contentType })} />
          {[...step.missingParameters.map((name) => `${name} is missing`), ...step.errors].map((problem) => (
            <p key={problem} class="reason">
              {problem}
            </p>
          ))}
        </>
      );
    case "requestTemplate":
    case "responseTemplate":
      return (
        <div class="columns three">
          <BodyView label="In" body={step.input} />
          <TemplateSource source={step.source} ran={step.ran} fault={step.error?.line} />
          {step.output !== undefined && <BodyView label="Out" body={step.output} />}
          {step.error !== undefined && <p class="reason">{step.error.message}</p>}
        </div>
      );
    case "permission":
      return (
        <Pairs
          label={step.refusal === undefined ? "What lets API Gateway do it" : "What is missing"}
          pairs={present({
            Action: step.action,
            On: step.resource,
            "Source ARN": step.sourceArn,
            Role: step.role,
            Statement: step.statement?.["sourceArn"],
          })}
        />
      );
    case "integrationRequest":
      return (
        <div>
          <BodyView label={step.functionArn === undefined ? "Body" : "Event"} body={step.body} />
          <Pairs label={`${step.httpMethod} request`} pairs={[["URI", step.uri], ...step.headers]} />
        </div>
      );
    case "integrationResponse":
      return (
        <div>
          {step.body !== undefined && <BodyView label="Answer" body={step.body} />}
          <Pairs
            label="Response"
            pairs={[
              ...present({ Status: String(step.status), "Function error": step.functionError, Refusal: step.refusal }),
              ...step.headers,
            ]}
          />
          <Log log={detail.functionLogs.find(({ requestId }) => requestId === step.functionRequestId)} />
        </div>
      );
    case "selection":
      return (
        <Pairs
          label="Selection"
          pairs={present({
            "Matched against": step.selection ?? "success",
            Patterns: step.patterns.join("  ·  ") || "none",
            Taken: step.pattern ?? "the default",
          })}
        />
      );
    case "methodResponse":
      return <Response status={step.status} headers={step.headers} body={step.body} />;
    case "gatewayResponse":
      return <Response status={step.status} headers={step.headers} body={step.body} />;
  }
}

type ResponseProps = Pick<Extract<Step, { readonly kind: "methodResponse" }>, "status" | "headers" | "body">;

function Response({ status, headers, body }: ResponseProps) {
  return (
    <div class="columns">
      <section class="part">
        <h4>
          Status <Status status={status} />
        </h4>
        <Pairs label="Headers" pairs={headers} />
      </section>
      <BodyView label="Body" body={body} />
    </div>
  );
}

function Titled({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section class="part">
      <h4>{title}</h4>
      <Json text={text} label={title} />
    </section>
  );
}

function Log({ log }: { readonly log: FunctionLog | undefined }) {
  if (log === undefined) return null;
  return (
    <section class="part">
      <h4>Log of {log.functionName}</h4>
      <Scroll label={`Log of ${log.functionName}`} kind="code">
        <pre>{log.events.join("\n")}</pre>
      </Scroll>
    </section>
  );
}

function present(members: Readonly<Record<string, string | undefined>>): (readonly [string, string])[] {
  return Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
