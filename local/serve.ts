import type { TokenIssuers } from "../gateway/index";
import { answerFor } from "./answer";
import type { BegunProgram } from "./begin-program";
import { domainUrls } from "./domains";
import type { Store } from "./dynamodb/index";
import { createFunctionLogs, type FunctionLogs } from "./function-logs";
import { createGateways, type Prepared, type ServedStage } from "./gateways";
import { createHistory } from "./history";
import { onKnownHosts } from "./hosts";
import { inspected } from "./inspector/index";
import { type PrepareOptions, prepare } from "./prepare";
import { type ReadyEvent, type Report, type RequestEvent, table } from "./report";
import type { Answer } from "./server/index";
import { createInvokeApi, withInvokeApi } from "./services/index";

export interface ServeOptions extends PrepareOptions {
  readonly allowedHosts: readonly string[];
}

export interface ServeSurroundings {
  readonly port: number;
  /** Where the server is called, for example `http://localhost:3000`. */
  readonly baseUrl: string;
  /** @default those whose keys are found by discovery */
  readonly tokenIssuers?: TokenIssuers;
  /** Keeps the data of DynamoDB tables. */
  readonly store: Store;
  readonly report: Pick<Report, "line" | "request">;
  /** Takes what is to be done in the end, last things first. */
  readonly onClose: (closer: () => Promise<void> | void) => void;
  /** Puts something else in the place of what the APIs reach. @default nothing */
  readonly adapt?: (prepared: Prepared) => Prepared;
}

/** A program that is served. */
export interface Served {
  readonly answer: Answer;
  readonly ready: ReadyEvent;
  readonly prepared: Prepared;
  readonly stages: readonly ServedStage[];
  readonly functionLogs: FunctionLogs;
}

/**
 * Lets a program run, and answers for its APIs and, to browsers, for the inspector.
 *
 * @throws {Refusal} listing what is wrong with the program.
 */
export async function serve(program: BegunProgram, options: ServeOptions, surroundings: ServeSurroundings): Promise<Served> {
  const { port, baseUrl, tokenIssuers, store, report, onClose, adapt = (prepared) => prepared } = surroundings;
  const history = createHistory();
  const functionLogs = createFunctionLogs();
  const issuers = tokenIssuers === undefined ? {} : { tokenIssuers };
  const prepared = adapt(await prepare(program, options, { baseUrl, ...issuers, store, functionLogs, onClose }));
  const { cloud, resources, ports } = prepared;
  const stages = createGateways(prepared, report.line);
  const domains = domainUrls(resources.domains, resources.apis, baseUrl);
  const ready: ReadyEvent = {
    port,
    account: cloud.accountId,
    region: cloud.region,
    apis: stages.map(({ api, stage }) => ({
      name: api.name,
      id: api.id,
      stage,
      url: `${baseUrl}/${encodeURIComponent(api.name)}/${stage}`,
    })),
    ...(domains.length > 0 && { domains }),
    ...(ports.dynamoDb !== undefined && { dynamoDb: { endpoint: ports.dynamoDb, accessKeyId: ports.accessKeyId } }),
  };
  const tell = (event: RequestEvent): void => {
    history.add(event);
    report.request(event);
  };
  const apis = answerFor(resources, stages, port, table(ready, resources.apis), tell);
  const sources = () => ({ prepared, stages, baseUrl, history, functionLogs, answer: apis, onClose });
  const invokable = withInvokeApi(apis, createInvokeApi(ports.invoke, cloud));
  const pages = inspected(invokable, new Set(resources.domains.map(({ domainName }) => domainName)), sources);
  return { answer: onKnownHosts(pages, resources.domains, options.allowedHosts), ready, prepared, stages, functionLogs };
}
