/** Settings of a function that are right by themselves, and that Lambda does not have together. */
import type { Problem } from "../../definition/index";
import type { AliasArgs, LambdaFunctionArgs } from "./arguments";
import { problem } from "./problem";

export function combinationProblems(args: LambdaFunctionArgs<string>): readonly Problem[] {
  return [...snapStartProblems(args), ...durableProblems(args), ...tenantProblems(args)];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html ("Supported features and limitations"). */
function snapStartProblems({
  snapStart,
  runtime,
  image,
  publish,
  ephemeralStorage,
  aliases = {},
}: LambdaFunctionArgs<string>): readonly Problem[] {
  if (snapStart !== true) return [];
  const has = image === undefined && /^(java(1[1-9]|2\d)|python3\.(1[2-9]|2\d)|dotnet([89]|\d\d)$)/.test(runtime ?? "");
  const warm = isWarm(aliases);
  return [
    ...(has
      ? []
      : problem(
          "snapStart",
          `${runtime ?? "a runtime that is not said"} has none; say runtime: Java from 11 on, Python from 3.12 on and .NET from 8 on have`,
        )),
    ...(publish === false ? problem("snapStart", "a snapshot is made of a version; leave publish away") : []),
    ...(warm ? problem("snapStart", "environments that are kept warm start from no snapshot; say either") : []),
    ...(typeof ephemeralStorage === "number" && ephemeralStorage > 512
      ? problem("snapStart", "a function with snapshots has 512 megabytes of /tmp; leave ephemeralStorage away")
      : []),
  ];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/durable-supported-runtimes.html; an image may bring any other. */
function durableProblems({ durable, runtime }: LambdaFunctionArgs<string>): readonly Problem[] {
  if (durable === undefined || runtime === undefined || !WITHOUT_DURABLE.test(runtime)) return [];
  return problem("durable", `${runtime} has none; take Node.js from 22 on, Python from 3.13 on, Java from 17 on or .NET from 8 on`);
}

const WITHOUT_DURABLE = /^(nodejs(\d|1\d|20)?(\.|$)|python(2|3\.(\d|1[0-2])$)|java(8|11)|dotnet(core|6$)|ruby|go|provided)/;

/** https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_lambda.TenancyConfig.html */
function tenantProblems({ tenantIsolation, snapStart, aliases = {} }: LambdaFunctionArgs<string>): readonly Problem[] {
  if (tenantIsolation === undefined) return [];
  return [
    ...(snapStart === true
      ? problem("tenantIsolation", "environments of one tenant each start from no snapshot; leave snapStart away")
      : []),
    ...(isWarm(aliases)
      ? problem("tenantIsolation", "no environment is kept warm for a tenant; leave provisionedConcurrentExecutions away")
      : []),
  ];
}

function isWarm(aliases: Readonly<Record<string, AliasArgs>>): boolean {
  return Object.values(aliases).some(({ provisionedConcurrentExecutions }) => provisionedConcurrentExecutions !== undefined);
}
