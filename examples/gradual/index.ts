import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ApiAlarms, LambdaFunction, lambdaProxy, RestApi } from "lambda-rest-api";

// deploy.sh gives these: the version that answers (at first the newest), the one that is to, and its share of the requests.
const config = new pulumi.Config();
const [live, next] = [config.get("live") || undefined, config.get("next") || undefined];
const share = config.getNumber("share") ?? 0;

const orders = new LambdaFunction("orders", {
  entry: "orders.ts",
  aliases: { live: { ...(live && { functionVersion: live }), ...(next && { traffic: { [next]: share } }) } },
});

const api = new RestApi("orders", {
  routes: { "GET /orders": { integration: lambdaProxy(orders.aliases.live) } },
  stages: { prod: {} },
});

const onCall = new aws.sns.Topic("on-call");
const { alarms } = new ApiAlarms("orders", { api, stage: "prod", actions: [onCall.arn] });

export const url = api.url;
export const newestVersion = orders.function.version;
export const liveVersion = orders.aliases.live.functionVersion;
export const alarmNames = Object.values(alarms).map(({ name }) => name);
