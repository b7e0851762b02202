import * as aws from "@pulumi/aws";
import { LambdaFunction, lambdaProxy, RestApi, sqsSendMessage } from "lambda-rest-api";
import { orders, ordersTable } from "./storage";

const show = new LambdaFunction("show-order", {
  entry: "show-order.ts",
  environment: { TABLE: ordersTable.name },
  policy: [{ actions: ["dynamodb:GetItem"], resources: [ordersTable.arn] }],
});

const api = new RestApi("orders", {
  models: { Order: { type: "object", required: ["id"], properties: { id: { type: "string" } } } },
  routes: {
    "POST /orders": { body: "Order", integration: sqsSendMessage(orders, { responses: [{ statusCode: 202, body: { accepted: true } }] }) },
    "GET /orders/{id}": { integration: lambdaProxy(show) },
  },
  stages: { prod: { throttle: { rate: 50, burst: 100 } } },
});

new aws.cloudwatch.MetricAlarm("orders-waiting", {
  metricName: "ApproximateAgeOfOldestMessage",
  namespace: "AWS/SQS",
  dimensions: { QueueName: orders.name },
  statistic: "Maximum",
  period: 60,
  evaluationPeriods: 5,
  threshold: 300,
  comparisonOperator: "GreaterThanThreshold",
});

export const url = api.url;
