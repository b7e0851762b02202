import type * as pulumi from "@pulumi/pulumi";
import { present } from "../../definition/index";
import type { DashboardMetric } from "./metrics";

/** A line of a graph: a metric, or what is computed of metrics. */
export interface Line {
  readonly metric: pulumi.Input<DashboardMetric>;
  readonly label?: string;
  /** The name by which expressions know it. */
  readonly id?: string;
  /** Whether it is there for expressions alone. */
  readonly hidden?: boolean;
}

export interface Graph {
  readonly title: string;
  readonly lines: readonly Line[];
  /** What the axis counts. */
  readonly unit: string;
  /** A line across the graph. */
  readonly limit?: { readonly label: string; readonly value: number };
}

/** A metric by an expression, for example `100 * errors`. */
export function expression(text: string): DashboardMetric {
  return [{ expression: text }];
}

const COLUMNS = 3;
const WIDTH = 24 / COLUMNS;
const HEIGHT = 6;
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
const MOST_ALARMS = 100;
const MOST_LINES = 500;

/** How many rows of the dashboard's grid a widget of alarms takes. */
export const ALARM_HEIGHT = 3;

/** The states of alarms, at the top of a dashboard. */
export function alarmWidgets(alarms: readonly string[]): readonly object[] {
  return parts(alarms, MOST_ALARMS).map((some, index) => ({
    type: "alarm",
    x: 0,
    y: index * ALARM_HEIGHT,
    width: 24,
    height: ALARM_HEIGHT,
    properties: { title: "Alarms", alarms: some },
  }));
}

/** Graphs as widgets, three in a row from this row of the dashboard's grid on. */
export function widgetsOf(graphs: readonly ResolvedGraph[], region: string, top: number): readonly object[] {
  const whole = graphs.flatMap((graph) => parts(graph.lines, MOST_LINES).map((lines) => ({ ...graph, lines })));
  return whole.map(({ title, lines, unit, limit }, index) => ({
    type: "metric",
    x: (index % COLUMNS) * WIDTH,
    y: top + Math.floor(index / COLUMNS) * HEIGHT,
    width: WIDTH,
    height: HEIGHT,
    properties: {
      title,
      view: "timeSeries",
      region,
      metrics: lines.map(rowOf),
      yAxis: { left: { min: 0, label: unit, showUnits: false } },
      ...(limit !== undefined && { annotations: { horizontal: [limit] } }),
    },
  }));
}

/** A graph whose metrics are known. */
export type ResolvedGraph = Omit<Graph, "lines"> & {
  readonly lines: readonly (Omit<Line, "metric"> & { readonly metric: DashboardMetric })[];
};

function parts<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, index) => items.slice(index * most, (index + 1) * most));
}

/** Label, id and visibility are said in the last member of a metric, beside its statistic. */
function rowOf({ metric, label, id, hidden }: ResolvedGraph["lines"][number]): DashboardMetric {
  const own = metric.at(-1);
  const options = present({
    ...(typeof own === "object" && own),
    label,
    id,
    visible: hidden === true ? false : undefined,
  });
  return [...metric.slice(0, -1), options];
}
