/** A request's steps as the panels of the page, in API Gateway's own order. */
import type { Step, StepKind } from "../../gateway/index";
import type { RequestDetail } from "../protocol";

export interface Panel {
  readonly title: string;
  /** The steps that are shown together: what left for the integration and what it answered, for example. */
  readonly steps: readonly Step[];
  readonly state: "passed" | "failed" | "unreached";
}

interface Row {
  readonly title: string;
  readonly kinds: readonly StepKind[];
  readonly of?: "authorizer" | "integration";
}

const AUTHORIZER = "authorizer";
const ROWS: readonly Row[] = [
  { title: "Method request", kinds: ["methodRequest"] },
  { title: "Authorizer", kinds: ["permission", "integrationRequest", "integrationResponse", "authorization"], of: AUTHORIZER },
  { title: "API key and throttling", kinds: ["apiKey"] },
  { title: "Request validation", kinds: ["validation"] },
  { title: "Request template", kinds: ["requestTemplate"] },
  { title: "Permission", kinds: ["permission"], of: "integration" },
  { title: "Integration", kinds: ["integrationRequest", "integrationResponse"], of: "integration" },
  { title: "Integration response", kinds: ["selection"] },
  { title: "Response template", kinds: ["responseTemplate"] },
  { title: "Method response", kinds: ["methodResponse"] },
  { title: "Gateway response", kinds: ["gatewayResponse"] },
];

/** The panels of what was done, with the one that ended the request; of an integration that was never reached too. */
export function panelsOf({ steps, explanation }: Pick<RequestDetail, "steps" | "explanation">): readonly Panel[] {
  const failing = explanation?.step;
  return ROWS.flatMap((row): Panel[] => {
    const own = steps.filter((step) => belongs(step, row));
    const failed = failing !== undefined && row.kinds.includes(failing) && (row.of === AUTHORIZER) === (failing === "authorization");
    if (failed) return [{ title: row.title, steps: own, state: "failed" }];
    if (own.length > 0) return [{ title: row.title, steps: own, state: "passed" }];
    const unreached = row.title === "Integration" && steps.length > 0 && steps.at(-1)?.kind === "gatewayResponse";
    return unreached ? [{ title: row.title, steps: [], state: "unreached" }] : [];
  });
}

function belongs(step: Step, { kinds, of = "integration" }: Row): boolean {
  return kinds.includes(step.kind) && (step.kind === "authorization" || !("of" in step) || step.of === of);
}
