import type { CountAlarmArguments, LatencyAlarmArguments, RateAlarmArguments, RequestAlarmsArguments } from "../../definition/index";
import { either, integer, late, list, map, native, number, objectOf, type Property, resource, shapeOf, text } from "../shape/property";
import type { AlarmTransform, ApiAlarmsArgs } from "./arguments";

const callback = native("callback");
const periods = { period: integer, evaluationPeriods: integer, datapointsToAlarm: integer };

const rate = orNone(objectOf(shapeOf<RateAlarmArguments>({ ...periods, percent: number, requests: integer }, ["percent"])));
const requests = {
  serverErrors: rate,
  clientErrors: rate,
  latency: orNone(objectOf(shapeOf<LatencyAlarmArguments>({ ...periods, milliseconds: number, percentile: number, requests: integer }))),
};

/** The arguments of `ApiAlarms`. */
export const API_ALARMS_ARGS = shapeOf<ApiAlarmsArgs>(
  {
    ...requests,
    throttles: rate,
    functionThrottles: orNone(objectOf(shapeOf<CountAlarmArguments>({ ...periods, count: number }, ["count"]))),
    routes: map(objectOf(shapeOf<RequestAlarmsArguments>(requests))),
    api: resource(["lambda-rest-api:index:RestApi"]),
    stage: text,
    actions: list(late(text)),
    tags: map(late(text)),
    transform: objectOf(shapeOf<AlarmTransform>({ alarm: callback, metricFilter: callback })),
  },
  ["api", "stage", "actions"],
);

function orNone(alarm: Property): Property {
  return either(native("false"), alarm);
}
