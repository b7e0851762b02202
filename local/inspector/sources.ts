import type { FunctionLogs } from "../function-logs";
import type { Prepared, ServedStage } from "../gateways";
import type { History } from "../history";
import type { Answer } from "../server/index";

/** What the inspector shows. */
export interface InspectorSources {
  readonly prepared: Prepared;
  readonly stages: readonly ServedStage[];
  /** For example `http://localhost:3000`. */
  readonly baseUrl: string;
  readonly history: History;
  readonly functionLogs: FunctionLogs;
  /** Answers a request as the server does. */
  readonly answer: Answer;
  /** Takes what ends the streams that are open. */
  readonly onClose: (closer: () => void) => void;
}
