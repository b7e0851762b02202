/**
 * Lambda, run in processes of their own: one request at a time per execution environment, as on AWS.
 *
 * What differs from AWS: a failed asynchronous request is logged and not retried (AWS waits a minute before its first retry).
 */
import { randomUUID } from "node:crypto";
import { totalmem } from "node:os";
import type { LambdaInvocation, LambdaResult } from "../../gateway/index";
import { createCapacity } from "./capacity";
import { startEnvironment } from "./environment";
import { refusals } from "./faults";
import { createPool, type Pool } from "./pool";
import { respond } from "./response";
import { launchOf } from "./runtimes";
import type { FunctionConfiguration, LambdaService, LambdaServiceOptions } from "./types";
import { openWorkshop, type Workshop } from "./workshop";

export type { EnvironmentState, FunctionConfiguration, LambdaService, LambdaServiceOptions } from "./types";

interface LocalFunction {
  readonly configuration: FunctionConfiguration;
  /** By version: each has its own environments. */
  readonly pools: Map<string, Pool>;
  active: number;
}

/** MB that an environment of Node.js takes, about. */
const ENVIRONMENT_SIZE = 64;

/** Half of this machine's memory is for environments. @see LambdaServiceOptions.maxEnvironments */
const MAX_ENVIRONMENTS = Math.max(4, Math.min(128, Math.floor(totalmem() / 2 ** 21 / ENVIRONMENT_SIZE)));

/** Milliseconds. */
const IDLE_TIME = 5 * 60_000;

/** Starts no process before the first request. */
export function createLambdaService(options: LambdaServiceOptions): LambdaService {
  const { maxEnvironments = MAX_ENVIRONMENTS, idleTime = IDLE_TIME } = options;
  const opening = openWorkshop();
  const full = once(() => options.log(`${maxEnvironments} environments run, more requests wait for one of them; see --max-environments`, undefined));
  const capacity = createCapacity({ maxEnvironments, idleTime, full });
  const functions = new Map(options.functions.map((configuration): [string, LocalFunction] => [configuration.arn, newFunction(configuration)]));
  const qualifiers = new Map(Object.entries(options.qualifiers));
  const underWay = new Set<Promise<unknown>>();
  /** Asynchronous requests that were throttled. */
  const waiting: (() => void)[] = [];
  let closing = false;

  const poolOf = ({ configuration, pools }: LocalFunction, version: string, workshop: Workshop): Pool => {
    const existing = pools.get(version);
    if (existing !== undefined) return existing;
    const launch = launchOf(configuration, workshop);
    const log = (event: string) => options.log(event, configuration.name);
    const pool = createPool((events) => startEnvironment({ ...options, configuration, version, workshop, launch, log }, events), capacity);
    pools.set(version, pool);
    return pool;
  };

  const isThrottled = ({ active, configuration }: LocalFunction): boolean =>
    active >= (configuration.reservedConcurrency ?? Number.POSITIVE_INFINITY) || underWay.size >= (options.maxConcurrency ?? 1000);

  const run = (target: Target, invocation: LambdaInvocation, event: string): Promise<LambdaResult> => {
    const { called, version } = target;
    const request = { requestId: randomUUID(), functionArn: invocation.functionArn, traceId: invocation.traceId, event };
    called.active++;
    const result = respond((sink) => {
      const outcome = opening.then((workshop) => poolOf(called, version, workshop).run(request, sink));
      underWay.add(outcome);
      outcome.finally(() => {
        underWay.delete(outcome);
        called.active--;
        for (const retry of waiting.splice(0)) retry();
      });
      return outcome;
    }, invocation.streaming);
    return result.then((given) => (given.kind === "payload" ? { ...given, requestId: request.requestId } : given));
  };

  const runLater = (target: Target, invocation: LambdaInvocation, event: string): void => {
    if (isThrottled(target.called)) waiting.push(() => runLater(target, invocation, event));
    else void run(target, invocation, event);
  };

  return {
    async invoke(invocation) {
      if (closing) return refusals.closing();
      const target = findTarget(functions, qualifiers, invocation.functionArn);
      if (target === undefined) return refusals.notFound(invocation.functionArn);
      const { configuration } = target.called;
      const event = invocation.payload.toString() || "{}";
      const refusal = refusals.tooLarge(invocation.payload.length, invocation.invocationType) ?? refuseEvent(event) ?? refuseRuntime(configuration);
      if (refusal !== undefined) return refusal;
      if (invocation.invocationType === "Event") runLater(target, invocation, event);
      if (invocation.invocationType !== "RequestResponse") return { kind: "accepted" };
      return isThrottled(target.called) ? refusals.throttled() : run(target, invocation, event);
    },
    environments: (functionArn) => [...(functions.get(functionArn)?.pools.values() ?? [])].flatMap((pool) => pool.states()),
    async close() {
      closing = true;
      while (underWay.size > 0) await Promise.all(underWay);
      await Promise.all([...functions.values()].flatMap(({ pools }) => [...pools.values()].map((pool) => pool.close())));
      capacity.close();
      (await opening).close();
    },
  };
}

interface Target {
  readonly called: LocalFunction;
  readonly version: string;
}

function newFunction(configuration: FunctionConfiguration): LocalFunction {
  return { configuration, pools: new Map(), active: 0 };
}

/** An ARN `…:function:<name>`, with `:$LATEST` or a known qualifier or without. */
function findTarget(functions: ReadonlyMap<string, LocalFunction>, qualifiers: ReadonlyMap<string, string>, arn: string): Target | undefined {
  const unqualified = functions.has(arn) ? arn : arn.slice(0, arn.lastIndexOf(":"));
  const version = unqualified === arn || arn.endsWith(":$LATEST") ? "$LATEST" : qualifiers.get(arn);
  const called = functions.get(unqualified);
  return called === undefined || version === undefined ? undefined : { called, version };
}

function refuseEvent(event: string): LambdaResult | undefined {
  try {
    JSON.parse(event);
    return undefined;
  } catch (error) {
    return refusals.notJson(error instanceof Error ? error.message : String(error));
  }
}

function refuseRuntime({ runtime }: FunctionConfiguration): LambdaResult | undefined {
  return /^nodejs\d+\.x$/.test(runtime) ? undefined : refusals.unknownRuntime(runtime);
}

function once(then: () => void): () => void {
  let done = false;
  return () => {
    if (!done) then();
    done = true;
  };
}
