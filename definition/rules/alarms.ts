import { type Alarm, type Alarms, hasRouteMetrics, type RequestAlarms } from "../alarms";
import type { AlarmsArguments } from "../arguments/alarms";
import { argumentPlace } from "../places";
import type { Problem } from "../problems";
import type { ApiDefinition, StageDefinition } from "../types";
import { type DefinitionPath, known, type Refusal } from "./refusal";

/** All that is wrong with the alarms of a stage. */
export function checkAlarms(args: AlarmsArguments, alarms: Alarms, definition: ApiDefinition, stage: StageDefinition): readonly Problem[] {
  return [...check(args, alarms, definition, stage)].map(({ path, message }) => ({ where: argumentPlace(path), message, rule: "alarm" }));
}

/** Why there are no metrics of one route by itself; nothing, if there are. */
export function* checkRouteMetrics(
  path: DefinitionPath,
  key: string,
  { routes }: ApiDefinition,
  stage: StageDefinition,
): Iterable<Refusal> {
  if (!Object.hasOwn(routes, key)) yield { path, message: `is no route of the API. ${known("route", routes)}` };
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
  else if (!hasRouteMetrics(stage, key))
    yield {
      path,
      message: `has no metrics of its own on the stage ${stage.name}. Give the stage metrics: true, or methodSettings: { ${JSON.stringify(key)}: { metrics: true } }; they are paid for.`,
    };
}

/** What is wrong with the period of a metric, in seconds. */
export function periodProblem(period: number): string | undefined {
  return period > 0 && period % 60 === 0 ? undefined : `is ${period}. Give seconds, a multiple of 60.`;
}

function* check(args: AlarmsArguments, alarms: Alarms, definition: ApiDefinition, stage: StageDefinition): Iterable<Refusal> {
  yield* checkRequestAlarms([], alarms);
  if (alarms.throttles) yield* checkRate(["throttles"], alarms.throttles);
  else if (args.throttles)
    yield {
      path: ["throttles"],
      message: `are counted in the access log, and the stage ${stage.name} has none in a log group of its own with lines of JSON and $context.status. Give it accessLog: true.`,
    };
  if (alarms.functionThrottles) {
    yield* checkAlarm(["functionThrottles"], alarms.functionThrottles);
    yield* checkNumber(["functionThrottles", "count"], alarms.functionThrottles.threshold);
  }
  for (const [key, ofRoute] of Object.entries(alarms.routes)) {
    yield* checkRouteMetrics(["routes", key], key, definition, stage);
    yield* checkRequestAlarms(["routes", key], ofRoute);
  }
}

function* checkRequestAlarms(path: DefinitionPath, { serverErrors, clientErrors, latency }: RequestAlarms): Iterable<Refusal> {
  if (serverErrors) yield* checkRate([...path, "serverErrors"], serverErrors);
  if (clientErrors) yield* checkRate([...path, "clientErrors"], clientErrors);
  if (!latency) return;
  yield* checkAlarm([...path, "latency"], latency);
  yield* checkNumber([...path, "latency", "milliseconds"], latency.threshold);
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
  if (!(latency.percentile > 0 && latency.percentile < 100 && /^\d+(?:\.\d{1,10})?$/.test(String(latency.percentile))))
    yield {
      path: [...path, "latency", "percentile"],
      message: `is ${latency.percentile}. Give a percentage between 0 and 100, of up to ten decimal places.`,
    };
}

function* checkRate(path: DefinitionPath, alarm: Alarm): Iterable<Refusal> {
  if (!(alarm.threshold >= 0 && alarm.threshold < 100))
    yield { path: [...path, "percent"], message: `is ${alarm.threshold}. Give a percentage from 0 to below 100.` };
  yield* checkAlarm(path, alarm);
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
function* checkAlarm(path: DefinitionPath, { period, evaluationPeriods, datapointsToAlarm, requests }: Alarm): Iterable<Refusal> {
  const wrong = periodProblem(period);
  if (wrong !== undefined) yield { path: [...path, "period"], message: wrong };
  if (!(Number.isInteger(evaluationPeriods) && evaluationPeriods > 0 && period * evaluationPeriods <= longestEvaluation(period)))
    yield {
      path: [...path, "evaluationPeriods"],
      message: `are ${evaluationPeriods}. Give a whole number from 1, of ${longestEvaluation(period)} seconds in all at most.`,
    };
  if (!(Number.isInteger(datapointsToAlarm) && datapointsToAlarm > 0 && datapointsToAlarm <= evaluationPeriods))
    yield {
      path: [...path, "datapointsToAlarm"],
      message: `are ${datapointsToAlarm}. Give a whole number from 1 to ${evaluationPeriods}, the evaluationPeriods.`,
    };
  yield* checkNumber([...path, "requests"], requests);
}

function* checkNumber(path: DefinitionPath, number: number): Iterable<Refusal> {
  if (!(number >= 0 && Number.isFinite(number))) yield { path, message: `is ${number}. Give a number from 0.` };
}

/** The same page: a day, or a week where the period is an hour or more. */
function longestEvaluation(period: number): number {
  return period >= 3600 ? 604_800 : 86_400;
}
