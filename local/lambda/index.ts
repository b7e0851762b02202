/**
 * Lambda, run in processes of their own: one request at a time per execution environment, as on AWS.
 *
 * What differs from AWS: what becomes of a failed asynchronous request is told in the log; only functions of the program get it as a
 * destination.
 */
import { randomUUID } from "node:crypto";
import { totalmem } from "node:os";
import { jsonProblem, type LambdaResult, newRoot } from "../../gateway/index";
import { randomBytes } from "../random-bytes";
import { createAftermath, type LambdaRequest } from "./aftermath";
import { createCapacity } from "./capacity";
import { createDebugging } from "./debugging";
import { startEnvironment } from "./environment";
import { refusals } from "./faults";
import { createPool, type Pool } from "./pool";
import { respond } from "./response";
import { launchOf } from "./runtimes";
import type { FunctionConfiguration, LambdaService, LambdaServiceOptions, LocalInvocation } from "./types";
import { openWorkshop } from "./workshop";

export type { InspectOptions } from "./debugging";
export { findInterpreters } from "./interpreters";
export type {
  Asynchronous,
  EnvironmentState,
  FunctionConfiguration,
  LambdaService,
  LambdaServiceOptions,
  LocalInvocation,
  Logging,
} from "./types";

interface LocalFunction {
  readonly configuration: FunctionConfiguration;
  /** By version: each has its own environments. */
  readonly pools: Map<string, Promise<Pool | undefined>>;
  /** Those of them that have been made. */
  readonly made: Pool[];
  active: number;
}

/** MB that an environment of Node.js takes, about. */
const ENVIRONMENT_SIZE = 64;

/** Half of this machine's memory is for environments. @see LambdaServiceOptions.maxEnvironments */
const MAX_ENVIRONMENTS = Math.max(4, Math.min(128, Math.floor(totalmem() / 2 ** 21 / ENVIRONMENT_SIZE)));

/** Milliseconds. */
const IDLE_TIME = 5 * 60_000;

/** Milliseconds: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const RETRY_DELAYS = [60_000, 120_000];

/** Starts no process before the first request. */
export function createLambdaService(options: LambdaServiceOptions): LambdaService {
  const { maxEnvironments = MAX_ENVIRONMENTS, idleTime = IDLE_TIME } = options;
  const opening = openWorkshop();
  const full = once(() =>
    options.log(`${maxEnvironments} environments run, more requests wait for one of them; see --max-environments`, undefined),
  );
  const capacity = createCapacity({ maxEnvironments, idleTime, full });
  const functions = new Map(
    options.functions.map((configuration): [string, LocalFunction] => [configuration.arn, newFunction(configuration)]),
  );
  const qualifiers = new Map(Object.entries(options.qualifiers));
  const weights = new Map(Object.entries(options.weights ?? {}));
  let underWay = 0;
  /** Called when nothing is under way any more. */
  let none = () => {};
  /** Asynchronous requests that were throttled. */
  const waiting: (() => void)[] = [];
  let closing = false;
  const debugging = options.inspect && createDebugging(options.inspect, options.log);
  const asynchronous = createAftermath({
    delays: options.retryDelays ?? RETRY_DELAYS,
    log: options.log,
    // Later, since one that never gets its events may be its own destination.
    invoke: (functionArn, payload) =>
      setImmediate(() => void service.invoke({ functionArn, payload, invocationType: "Event", traceId: "", streaming: false })),
  });

  const poolOf = ({ configuration, pools, made }: LocalFunction, version: string): Promise<Pool | undefined> => {
    const existing = pools.get(version);
    if (existing !== undefined) return existing;
    const log = (event: string) => options.log(event, configuration.name);
    const debugged = debugging !== undefined && [undefined, configuration.name].includes(options.inspect?.functionName);
    const own = { ...options, configuration, version, log, debugging: debugged ? debugging : undefined };
    const pool = opening.then((workshop) => {
      const launch = launchOf(configuration, workshop, options.interpreters?.get(configuration.runtime), debugged);
      const created = launch && createPool((events) => startEnvironment({ ...own, workshop, launch }, events), capacity);
      if (created !== undefined) made.push(created);
      return created;
    });
    pools.set(version, pool);
    return pool;
  };

  const isThrottled = ({ active, configuration }: LocalFunction): boolean =>
    active >= (configuration.reservedConcurrency ?? Number.POSITIVE_INFINITY) || underWay >= (options.maxConcurrency ?? 1000);

  /** Counts a request until the returned function is called. */
  const enter = (called: LocalFunction): (() => void) => {
    called.active++;
    underWay++;
    return () => {
      called.active--;
      underWay--;
      if (waiting.length > 0) for (const retry of waiting.splice(0)) retry();
      if (underWay === 0) none();
    };
  };

  const run = async (
    { called, version }: Target,
    { functionArn, traceId: given, clientContext, streaming, tail }: LocalInvocation,
    { requestId, event }: LambdaRequest,
  ): Promise<LambdaResult> => {
    const leave = enter(called);
    const pool = await poolOf(called, version);
    if (pool === undefined) {
      leave();
      return refusals.unknownRuntime(called.configuration.runtime);
    }
    const traceId = given || startTrace();
    const result = await respond(
      (receiver) => pool.run({ requestId, functionArn, traceId, clientContext, event, tail }, receiver),
      streaming,
      leave,
    );
    return result.kind === "payload" ? { requestId, version, ...result } : result;
  };

  const runLater = (target: Target, invocation: LocalInvocation, request: LambdaRequest, attempt = 0): void => {
    const { configuration } = target.called;
    if (configuration.reservedConcurrency === 0) asynchronous.withheld(configuration, request);
    else if (isThrottled(target.called)) waiting.push(() => runLater(target, invocation, request, attempt));
    else
      void run(target, invocation, request).then((result) =>
        asynchronous.ended(configuration, request, result, attempt, () => runLater(target, invocation, request, attempt + 1)),
      );
  };

  const take = (invocation: LocalInvocation): LambdaResult | Promise<LambdaResult> => {
    if (closing) return refusals.closing();
    const target = findTarget(functions, qualifiers, weights, invocation.functionArn);
    if (target === undefined) return refusals.notFound(invocation.functionArn);
    const { payload, invocationType } = invocation;
    const event = payload.toString() || "{}";
    const refusal =
      refusals.tooLarge(Buffer.byteLength(payload), invocationType) ?? (typeof payload === "string" ? undefined : refuseEvent(event));
    if (refusal !== undefined) return refusal;
    const request = { requestId: randomUUID(), event };
    if (invocationType === "Event") runLater(target, invocation, request);
    if (invocationType !== "RequestResponse") return { kind: "accepted" };
    return isThrottled(target.called) ? refusals.throttled() : run(target, invocation, request);
  };

  const service: LambdaService = {
    invoke: (invocation) => Promise.resolve(take(invocation)),
    debugged: () => debugging?.attached() ?? false,
    environments: (functionArn) => (functions.get(functionArn)?.made ?? []).flatMap((pool) => pool.states()),
    async close() {
      closing = true;
      asynchronous.close();
      if (underWay > 0)
        await new Promise<void>((resolve) => {
          none = resolve;
        });
      await Promise.all([...functions.values()].flatMap(({ made }) => made.map((pool) => pool.close())));
      capacity.close();
      (await opening).close();
    },
  };
  return service;
}

interface Target {
  readonly called: LocalFunction;
  readonly version: string;
}

function newFunction(configuration: FunctionConfiguration): LocalFunction {
  return { configuration, pools: new Map(), made: [], active: 0 };
}

/** An ARN `…:function:<name>`, with `:$LATEST` or a known qualifier or without. */
function findTarget(
  functions: ReadonlyMap<string, LocalFunction>,
  qualifiers: ReadonlyMap<string, string>,
  weights: Weights,
  arn: string,
): Target | undefined {
  const unqualified = functions.has(arn) ? arn : arn.slice(0, arn.lastIndexOf(":"));
  const version = unqualified === arn || arn.endsWith(":$LATEST") ? "$LATEST" : (weighted(weights.get(arn)) ?? qualifiers.get(arn));
  const called = functions.get(unqualified);
  return called === undefined || version === undefined ? undefined : { called, version };
}

type Weights = ReadonlyMap<string, Readonly<Record<string, number>>>;

/** https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html */
function weighted(shares: Readonly<Record<string, number>> = {}): string | undefined {
  let at = Math.random();
  for (const [version, share] of Object.entries(shares)) {
    at -= share;
    if (at < 0) return version;
  }
  return undefined;
}

/** Lambda starts a trace of a request that brings none (recorded: test_lambda_init_environment). */
function startTrace(): string {
  return `Root=${newRoot({ clock: Date.now, randomBytes })};Parent=${randomBytes(8).toString("hex")};Sampled=0`;
}

function refuseEvent(event: string): LambdaResult | undefined {
  const problem = jsonProblem(event);
  return problem === undefined ? undefined : refusals.notJson(problem);
}

function once(then: () => void): () => void {
  let done = false;
  return () => {
    if (!done) then();
    done = true;
  };
}
