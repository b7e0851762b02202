import assert from "node:assert/strict";
import * as client from "@aws-sdk/client-lambda";
import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction } from "../../../components/index";
import type { LambdaFunctionArgs, SourceArgs } from "../../../components/lambda/arguments";
import type { Code } from "../../../components/lambda/code/index";
import { LENGTHS, LIMITS, type Limit } from "../../../components/lambda/limits";
import { functionProblems } from "../../../components/lambda/rules";
import { NEWEST_NODE, NEWEST_PYTHON, runtimeEnd, runtimeProblem } from "../../../components/lambda/runtimes";
import { functionWarnings } from "../../../components/lambda/warnings";
import { RUNTIMES } from "../../../definition/index";
import { record } from "../recording";
import model from "./lambda-model.json";

const entry = "functions/hello/index.ts";
const layers = (count: number) => many(count).map((name) => `arn:aws:lambda:eu-central-1:123456789012:layer:${name}:1`);
const many = (count: number) => [...Array(count).keys()].map((index) => `x${index}`);

const rows: readonly {
  readonly name: string;
  readonly args: Partial<SourceArgs<string>>;
  readonly where: string;
  readonly message: RegExp;
}[] = [
  {
    name: "too little memory",
    args: { memorySize: 64 },
    where: "memorySize",
    message: /^64 is not allowed; give a whole number of megabytes from 128 to 10240/,
  },
  { name: "too much memory", args: { memorySize: 10_241 }, where: "memorySize", message: /from 128 to 10240/ },
  { name: "a part of a megabyte", args: { memorySize: 256.5 }, where: "memorySize", message: /whole number/ },
  { name: "a time-out of hours", args: { timeout: 5000 }, where: "timeout", message: /seconds from 1 to 1800/ },
  { name: "no time at all", args: { timeout: 0 }, where: "timeout", message: /from 1/ },
  { name: "too much of /tmp", args: { ephemeralStorage: 20_000 }, where: "ephemeralStorage", message: /from 512 to 10240/ },
  {
    name: "a log kept for 31 days",
    args: { logRetentionInDays: 31 },
    where: "logRetentionInDays",
    message: /^31 is not allowed; give one of 0, 1, 3, 5, 7, 14, 30, 60/,
  },
  {
    name: "a runtime that there is not",
    args: { runtime: "nodejs9.9.x" },
    where: "runtime",
    message: /"nodejs9.9.x" is no runtime of Lambda; take one of nodejs26\.x, nodejs24\.x/,
  },
  { name: "negative concurrency", args: { reservedConcurrentExecutions: -5 }, where: "reservedConcurrentExecutions", message: /0 or more/ },
  {
    name: "a variable that Lambda sets",
    args: { environment: { AWS_REGION: "x" } },
    where: "environment.AWS_REGION",
    message: /Lambda sets this variable itself/,
  },
  {
    name: "a variable's name that is none",
    args: { environment: { "A-B": "x" } },
    where: "environment.A-B",
    message: /begins with a letter/,
  },
  { name: "more than 4 KB of variables", args: { environment: { AB: "x".repeat(4096) } }, where: "environment", message: /at most 4096/ },
  { name: "six layers", args: { layers: layers(6) }, where: "layers", message: /there are 6, and a function has at most 5/ },
  {
    name: "a layer without a version",
    args: { layers: ["arn:aws:lambda:eu-central-1:1:layer:x"] },
    where: "layers[0]",
    message: /names no version/,
  },
  {
    name: "a layer by its name",
    args: { layers: ["tools"] },
    where: "layers[0]",
    message: /"tools" is no ARN of a layer's version; write arn:/,
  },
  {
    name: "a layer by its name and version",
    args: { layers: ["tools:3"] },
    where: "layers[0]",
    message: /is no ARN of a layer's version/,
  },
  {
    name: "two versions of a layer",
    args: {
      layers: ["arn:aws:lambda:eu-central-1:123456789012:layer:x:1", ...layers(1), "arn:aws:lambda:eu-central-1:123456789012:layer:x:2"],
    },
    where: "layers[2]",
    message: /:x:2 is a version of the same layer as layers\[0\]/,
  },
  {
    name: "a key by its alias",
    args: { kmsKeyArn: "alias/app" },
    where: "kmsKeyArn",
    message: /"alias\/app" is no ARN; write the key's, arn:/,
  },
  {
    name: "a description of 257 letters",
    args: { description: "x".repeat(257) },
    where: "description",
    message: /257 letters, and at most 256/,
  },
  { name: "a handler with a space", args: { handler: "a b" }, where: "handler", message: /without spaces/ },
  { name: "17 subnets", args: { vpc: { subnetIds: many(17), securityGroupIds: [] } }, where: "vpc.subnetIds", message: /at most 16/ },
  {
    name: "six security groups",
    args: { vpc: { subnetIds: [], securityGroupIds: many(6) } },
    where: "vpc.securityGroupIds",
    message: /at most 5/,
  },
  {
    name: "three more attempts",
    args: { asynchronous: { maximumRetryAttempts: 3 } },
    where: "asynchronous.maximumRetryAttempts",
    message: /from 0 to 2/,
  },
  {
    name: "an event of a minute less",
    args: { asynchronous: { maximumEventAgeInSeconds: 59 } },
    where: "asynchronous.maximumEventAgeInSeconds",
    message: /from 60 to 21600/,
  },
  ...["nodejs20.x", "python3.12", "java11", "provided.al2023"].map((runtime) => ({
    name: `durable executions of ${runtime}`,
    args: { code: "functions", handler: "a.b", entry: undefined, runtime, durable: { executionTimeout: 60 } },
    where: "durable",
    message: /has none; take Node\.js from 22 on/,
  })),
  {
    name: "warm environments of one tenant each",
    args: { tenantIsolation: "PER_TENANT", aliases: { live: { provisionedConcurrentExecutions: 1 } } },
    where: "tenantIsolation",
    message: /kept warm/,
  },
  {
    name: "snapshots of one tenant each",
    args: { runtime: "python3.14", tenantIsolation: "PER_TENANT", snapStart: true },
    where: "tenantIsolation",
    message: /no snapshot/,
  },
  {
    name: "a table as the destination of failures",
    args: { asynchronous: { onFailure: "arn:aws:dynamodb:eu-central-1:123456789012:table/t" } },
    where: "asynchronous.onFailure",
    message: /give the ARN of one of sqs, sns, lambda, events, s3\./,
  },
  {
    name: "a bucket as the destination of what went well",
    args: { asynchronous: { onSuccess: "arn:aws:s3:::records" } },
    where: "asynchronous.onSuccess",
    message: /give the ARN of one of sqs, sns, lambda, events\./,
  },
  {
    name: "an event bus as a dead-letter target",
    args: { asynchronous: { deadLetterTarget: "arn:aws:events:eu-central-1:123456789012:event-bus/b" } },
    where: "asynchronous.deadLetterTarget",
    message: /give the ARN of one of sqs, sns\./,
  },
  {
    name: "a statement without actions",
    args: { policy: [{ actions: [], resources: ["*"] }] },
    where: "policy[0].actions",
    message: /empty/,
  },
  {
    name: "a statement without resources",
    args: { policy: [{ actions: ["s3:GetObject"], resources: [] }] },
    where: "policy[0].resources",
    message: /empty/,
  },
  {
    name: "an action without its service",
    args: { policy: [{ actions: ["s3:GetObject", "GetItem"], resources: ["*"] }] },
    where: "policy[0].actions[1]",
    message: /"GetItem" names no service/,
  },
  {
    name: "a resource that is no ARN",
    args: { policy: [{ actions: ["s3:GetObject"], resources: ["my-bucket/*"] }] },
    where: "policy[0].resources[0]",
    message: /"my-bucket\/\*" is no ARN/,
  },
  {
    name: "warm environments without a version",
    args: { publish: false, aliases: { live: { provisionedConcurrentExecutions: 1 } } },
    where: "aliases.live.provisionedConcurrentExecutions",
    message: /not for \$LATEST/,
  },
  {
    name: "more warm environments than reserved",
    args: { reservedConcurrentExecutions: 1, aliases: { live: { provisionedConcurrentExecutions: 2 } } },
    where: "aliases.live.provisionedConcurrentExecutions",
    message: /more than the 1/,
  },
  { name: "an alias that is a number", args: { aliases: { "1": {} } }, where: "aliases.1", message: /not only digits/ },
  {
    name: "a version that is none",
    args: { aliases: { live: { functionVersion: "newest" } } },
    where: "aliases.live.functionVersion",
    message: /is no version/,
  },
  {
    name: "a share of more than all",
    args: { aliases: { live: { traffic: { previous: 9 } } } },
    where: "aliases.live.traffic.previous",
    message: /from 0 to 1/,
  },
  {
    name: "two versions beside an alias's own",
    args: { aliases: { live: { traffic: { "1": 0.1, "2": 0.1 } } } },
    where: "aliases.live.traffic",
    message: /it names 2 versions/,
  },
  {
    name: "traffic of what is no version",
    args: { publish: false, aliases: { live: { traffic: { previous: 0.1 } } } },
    where: "aliases.live.traffic",
    message: /\$LATEST is none/,
  },
  { name: "snapshots of Node.js", args: { runtime: "nodejs24.x", snapStart: true }, where: "snapStart", message: /nodejs24\.x has none/ },
  {
    name: "a secret's name with a dash",
    args: { secrets: { "a-b": "arn" } },
    where: "secrets.a-b",
    message: /letters, digits and _ alone/,
  },
  {
    name: "a secret and a variable of one name",
    args: { secrets: { DB: "arn" }, environment: { SECRET_DB: "x" } },
    where: "secrets.DB",
    message: /the variable SECRET_DB, which environment has, too/,
  },
  {
    name: "more than 4 KB of variables, those of secrets included",
    args: { environment: { AB: "x".repeat(4000) }, parameters: { P: "x".repeat(100) } },
    where: "environment",
    message: /at most 4096/,
  },
  { name: "a handler of 129 letters", args: { handler: "x".repeat(129) }, where: "handler", message: /129 letters, and at most 128/ },
  {
    name: "an alias of 129 letters",
    args: { aliases: { ["x".repeat(129)]: {} } },
    where: `aliases.${"x".repeat(129)}`,
    message: /up to 128/,
  },
  {
    name: "an architecture that is none",
    args: { architecture: "ARM 64" },
    where: "architecture",
    message: /one of arm64, x86_64/,
  },
  {
    name: "a durable execution that is kept for a year",
    args: { durable: { executionTimeout: 1, retentionPeriod: 365 } },
    where: "durable.retentionPeriod",
    message: /from 1 to 90/,
  },
  {
    name: "traffic of a name that is no version",
    args: { aliases: { live: { traffic: { old: 0.1 } } } },
    where: "aliases.live.traffic.old",
    message: /write "previous", or its number/,
  },
  {
    name: "no warm environment",
    args: { aliases: { live: { provisionedConcurrentExecutions: 0 } } },
    where: "aliases.live.provisionedConcurrentExecutions",
    message: /1 or more/,
  },
  {
    name: "snapshots without versions",
    args: JSON.parse('{ "runtime": "java25", "snapStart": true, "publish": false }'),
    where: "snapStart",
    message: /a snapshot is made of a version/,
  },
  {
    name: "snapshots and warm environments",
    args: JSON.parse('{ "runtime": "java25", "snapStart": true, "aliases": { "live": { "provisionedConcurrentExecutions": 1 } } }'),
    where: "snapStart",
    message: /start from no snapshot; say either/,
  },
  {
    name: "snapshots with much of /tmp",
    args: JSON.parse('{ "runtime": "java25", "snapStart": true, "ephemeralStorage": 1024 }'),
    where: "snapStart",
    message: /has 512 megabytes of \/tmp/,
  },
  {
    name: "a durable execution of two years",
    args: { durable: { executionTimeout: 63_244_800 } },
    where: "durable.executionTimeout",
    message: /from 1 to 31622400/,
  },
];

/** The edges of what is allowed. */
const allowed: readonly Partial<SourceArgs<string>>[] = [
  { memorySize: 128, timeout: 1, ephemeralStorage: 512, reservedConcurrentExecutions: 0, logRetentionInDays: 1 },
  { memorySize: 10_240, timeout: 1800, ephemeralStorage: 10_240, logRetentionInDays: 3653, description: "x".repeat(256) },
  { layers: layers(5), environment: { AB: "x".repeat(4096 - '{"AB":""}'.length) }, handler: "pets.list" },
  { memorySize: pulumi.output(64), timeout: pulumi.output(5000), environment: { AB: pulumi.output("x".repeat(5000)) } },
  { aliases: { live: { functionVersion: "7", provisionedConcurrentExecutions: 1 } }, publish: false },
  { policy: [{ actions: ["*", "*:*", "dynamodb:*"], resources: ["*", "arn:aws:dynamodb:*", "arn:aws:logs:*:*", "arn:aws:s3:::b/*"] }] },
];

describe("What Lambda refuses of a function", () => {
  for (const { name, args, where, message } of rows)
    it(`refuses ${name}`, () => {
      const problems = functionProblems("f", { entry, ...args });
      assert.deepEqual(
        problems.map((problem) => problem.where),
        [where],
      );
      assert.match(problems[0]?.message ?? "", message);
    });

  it("is nothing of the edges of what is allowed, and of what is not known yet", () => {
    for (const args of allowed) assert.deepEqual(functionProblems("f", { entry, ...args }), []);
  });

  it("refuses a name of 65 letters, and letters that a name may not have, unless the transform gives another", () => {
    const transform: SourceArgs["transform"] = { function: (args, opts) => ({ args, opts }) };
    const message = (name: string) =>
      functionProblems(name, { entry })
        .map((problem) => `${problem.where}: ${problem.message}`)
        .join();
    assert.match(message("x".repeat(65)), /^name: "x+" has 65 letters/);
    assert.match(message("a.b"), /^name: "a\.b" has other letters/);
    assert.equal(message("x".repeat(64)), "");
    assert.deepEqual(functionProblems("a.b", { entry, transform }), []);
  });

  it("refuses all of it at once, with what is wrong with the source", async () => {
    await assert.rejects(
      record(() => new LambdaFunction("f", { entry, handler: "main", memorySize: 64, timeout: 5000 })),
      (error) =>
        pulumi.ResourceError.isInstance(error) &&
        error.hideStack === true &&
        /^memorySize: 64 [^\n]*\ntimeout: 5000 [^\n]*\nentry "functions\/hello[^\n]*\nit exports handler, and no main/.test(error.message),
    );
  });
});

describe("A function of nothing", () => {
  it("refuses to be made, and says what it can be made of", async () => {
    await assert.rejects(
      record(() => Reflect.construct(LambdaFunction, ["f", { memorySize: 512 }])),
      /entry: is missing\. Give the source, or code, inline or image in its place\./,
    );
  });
});

/** By the names of the model's shapes; where ours is narrower, why: as the model's texts and Lambda's quotas have it. */
const RANGES: readonly (readonly [limit: Limit, shape: keyof typeof model.ranges, narrower?: string])[] = [
  [LIMITS.memorySize, "MemorySize", "more than 10,240 MB have functions on Managed Instances alone"],
  [LIMITS.timeout, "Timeout", "more than 1,800 seconds have functions on Managed Instances alone"],
  [LIMITS.ephemeralStorage, "EphemeralStorageSize", "more than 10,240 MB have functions with accelerators alone"],
  [LIMITS.reservedConcurrentExecutions, "ReservedConcurrentExecutions"],
  [LIMITS.provisionedConcurrentExecutions, "PositiveInteger"],
  [LIMITS.maximumRetryAttempts, "MaximumRetryAttempts"],
  [LIMITS.maximumEventAgeInSeconds, "MaximumEventAgeInSeconds"],
  [LIMITS.executionTimeout, "ExecutionTimeout"],
  [LIMITS.retentionPeriod, "RetentionPeriodInDays"],
];

describe("What Lambda's model says", () => {
  it("is what is taken: each range's ends, unless AWS's text makes it narrower for functions that answer an API", () => {
    const shapes: Readonly<Record<string, { readonly min?: number; readonly max?: number }>> = model.ranges;
    for (const [{ minimum, maximum }, shape, narrower] of RANGES) {
      const { min, max } = shapes[shape] ?? {};
      assert.equal(minimum, min, shape);
      if (narrower === undefined) assert.equal(maximum, max, shape);
      else assert.ok(Number(maximum) < Number(max), shape);
    }
    assert.deepEqual(
      RANGES.map(([limit]) => limit),
      Object.values(LIMITS),
    );
    const { Description, Handler, Alias } = model.ranges;
    assert.deepEqual([LENGTHS.description, LENGTHS.handler, LENGTHS.alias], [Description.max, Handler.max, Alias.max]);
  });

  it("are the runtimes that are taken, and so are those of the newest client", () => {
    const known = [...RUNTIMES.keys()].sort();
    assert.deepEqual(known, model.runtimes.filter((name) => name !== "custom").sort());
    assert.deepEqual(known, Object.values<string>(client.Runtime).sort());
  });
});

describe("Runtimes", () => {
  it("are those of Lambda, the newest by default", () => {
    for (const runtime of [NEWEST_NODE, NEWEST_PYTHON, "provided.al2023", "java25"]) assert.equal(runtimeProblem(runtime), undefined);
    assert.match(runtimeProblem("python4") ?? "", /take one of python3\.15/);
    assert.match(runtimeProblem("cobol") ?? "", /take one of nodejs24\.x, python3\.14/);
    for (const unknown of ["nodejs28.x", "python3.19", "java29.al2027", "rust1.x", "swift6"])
      assert.equal(runtimeProblem(unknown), undefined);
  });

  it("end in this order: no more updates, no new functions, no changes", () => {
    for (const [name, end] of RUNTIMES) if (end !== undefined) for (const day of end) assert.match(day, /^20\d\d-\d\d-\d\d$/, name);
    for (const newest of [NEWEST_NODE, NEWEST_PYTHON]) assert.ok(String(RUNTIMES.get(newest)?.[0]) > "2028", newest);
  });

  it("are warned of when they get no more updates, or soon will not", () => {
    assert.equal(
      runtimeEnd("nodejs20.x", new Date("2026-11-28")),
      "nodejs20.x gets no more updates since 2026-04-30, from 2027-02-01 AWS lets nobody make functions of it, from 2027-03-03 nobody change them; take a newer one.",
    );
    assert.match(
      runtimeEnd("nodejs22.x", new Date("2027-07-01")) ?? "",
      /updates since 2027-04-30, since 2027-06-01 .* since 2027-07-01 nobody/,
    );
    assert.match(runtimeEnd("nodejs22.x", new Date("2027-01-15")) ?? "", /no more updates from 2027-04-30/);
    assert.equal(runtimeEnd("nodejs22.x", new Date("2026-10-28")), undefined);
    assert.equal(runtimeEnd("nodejs28.x", new Date("2099-01-01")), undefined);
    assert.equal(runtimeEnd("nodejs26.x", new Date("2099-01-01")), undefined);
  });
});

describe("The warnings of a function", () => {
  const given = (args: object): LambdaFunctionArgs => ({ code: "x.zip", handler: "a.b", runtime: "nodejs28.x", ...args });
  const told = (args: LambdaFunctionArgs, code: Partial<Code> = {}) =>
    functionWarnings(args, { args: { runtime: args.runtime }, environment: {}, warnings: [], notes: [], ...code }, new Date("2026-11-28"));

  it("are of what is not known here, of what ends, and esbuild's, each with its name", () => {
    const [runtime, ...others] = told(given({}));
    assert.match(runtime ?? "", /^runtime: is "nodejs28\.x", .*AWS may have added it.* nearest .*nodejs2\d\.x\. \(unknown-value\)$/);
    assert.deepEqual(others, []);
    assert.match(
      told(given({ runtime: "nodejs24.x", architecture: "arm65" })).join(),
      /^architecture: is "arm65".* arm64\. \(unknown-value\)$/,
    );
    assert.match(told(given({ runtime: "nodejs20.x" })).join(), /^runtime: nodejs20\.x gets no more .* \(runtime-end\)$/);
    assert.deepEqual(told(given({ runtime: "nodejs24.x" }), { warnings: ["a"] }), ["a (bundle)"]);
  });

  it("are left out by their names", () => {
    assert.deepEqual(told(given({ architecture: "arm65", suppressWarnings: ["unknown-value"] })), []);
    assert.deepEqual(told(given({ runtime: "nodejs20.x", suppressWarnings: ["runtime-end"] })), []);
    assert.deepEqual(told(given({ runtime: "nodejs24.x", suppressWarnings: ["bundle"] }), { warnings: ["a"] }), []);
  });
});
