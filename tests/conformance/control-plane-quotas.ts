/** APIs that have so many of something, or something so large. */
import { type Problem, planPermissions, writeOpenApi } from "../../definition/index";
import { type Candidate, REASONS } from "./control-plane-candidate";
import { change, changeRoute, type Subject, withRoute } from "./control-plane-fixture";

/** An API whose part is of that size; undefined for a subject that is not known. */
export function ofSize(subject: string, size: number, fixture: Subject): Candidate | undefined {
  if (subject.startsWith("run time")) return { outOfReach: REASONS.runTime };
  if (subject.endsWith("of the account")) return { outOfReach: REASONS.account };
  if (/of one API key|usage plan|apiStages/i.test(subject)) return { outOfReach: REASONS.otherThing };
  return SIZES.find(([pattern]) => pattern.test(subject))?.[1](fixture, size);
}

const SIZES: readonly (readonly [RegExp, (fixture: Subject, size: number) => Candidate])[] = [
  [
    /^resources of one API/,
    (fixture, size) => ({ subject: numbers(size).reduce((api, n) => withRoute(api, `/r${n}`, "GET"), change(fixture, { routes: {} })) }),
  ],
  [
    /^authorizers of one API/,
    (fixture, size) => ({ subject: change(fixture, { authorizers: Object.fromEntries(numbers(size).map((n) => [`a${n}`, AUTHORIZER])) }) }),
  ],
  [
    /^documentation parts of one API/,
    (fixture, size) => {
      const documentationParts = numbers(size).map((n) => ({ location: { type: "RESOURCE", path: `/r${n}` }, properties: {} }));
      return { subject: change(fixture, { extensions: { "x-amazon-apigateway-documentation": { version: "1", documentationParts } } }) };
    },
  ],
  [
    /^stages of one API/,
    (fixture, size) => ({ subject: { ...fixture, stages: numbers(size).map((n) => ({ ...stageOf(fixture), name: `s${n}` })) } }),
  ],
  [
    /^policy/,
    (fixture, size) => {
      const statement = (sid: string) => ({ Sid: sid, Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" });
      const policy = (sid: string) => ({ Version: "2012-10-17", Statement: [statement(sid)] });
      return { subject: change(fixture, { policy: policy("a".repeat(size - JSON.stringify(policy("")).length)) }) };
    },
  ],
  [/^tags: number/, (fixture, size) => ({ subject: { ...fixture, tags: Object.fromEntries(numbers(size).map((n) => [`tag${n}`, "a"])) } })],
  [/^tags: length of a value/, (fixture, size) => ({ subject: { ...fixture, tags: { tag: "a".repeat(size) } } })],
  [/^tags: length of a key/, (fixture, size) => ({ subject: { ...fixture, tags: { ["a".repeat(size)]: "a" } } })],
  [
    /^requestTemplates/,
    (fixture, size) => ({
      subject: withIntegration(fixture, { requestTemplates: { "application/json": padded('{"statusCode": 200}', size) } }),
    }),
  ],
  [
    /^responseTemplates/,
    (fixture, size) => ({
      subject: withIntegration(fixture, {
        responses: [{ statusCode: "200", responseParameters: {}, responseTemplates: { "application/json": "a".repeat(size) } }],
      }),
    }),
  ],
  [
    /^(?:schema|model)/,
    (fixture, size) => ({
      subject: change(fixture, { models: { Large: { schema: { title: "a".repeat(size - '{"title":""}'.length) } } } }),
    }),
  ],
  [
    /^accessLogSettings\.format/,
    (fixture, size) => ({ subject: withStage(fixture, { accessLogFormat: padded("$context.requestId", size) }) }),
  ],
  [/^stageName/, (fixture, size) => ({ subject: withStage(fixture, { name: "a".repeat(size) }) })],
  [
    /^(?:stage )?variables(?:: number|$| of)/,
    (fixture, size) => ({ subject: withStage(fixture, { variables: Object.fromEntries(numbers(size).map((n) => [`v${n}`, "a"])) }) }),
  ],
  [
    /^(?:stage )?variables: length of a value/,
    (fixture, size) => ({ subject: withStage(fixture, { variables: { v: "a".repeat(size) } }) }),
  ],
  [
    /^(?:stage )?variables: length of a (?:name|key)/,
    (fixture, size) => ({ subject: withStage(fixture, { variables: { ["a".repeat(size)]: "a" } }) }),
  ],
  [/^timeoutInMillis/, (fixture, size) => ({ subject: withIntegration(fixture, { timeoutInMillis: size }) })],
  [
    /^authorizerResultTtlInSeconds/,
    (fixture, size) => ({ subject: change(fixture, { authorizers: { a: { ...AUTHORIZER, authorizerResultTtlInSeconds: size } } }) }),
  ],
  [/^minimumCompressionSize/, (fixture, size) => ({ subject: change(fixture, { minimumCompressionSize: size }) })],
  [
    /^body/,
    (fixture, size) => {
      const bytes = (description: string) => JSON.stringify(writeOpenApi(change(fixture, { description }).definition)).length;
      return { subject: change(fixture, { description: "a".repeat(size - bytes("")) }) };
    },
  ],
];

const AUTHORIZER = {
  type: "TOKEN",
  authorizerUri:
    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:auth/invocations",
  identitySource: ["method.request.header.Authorization"],
  authorizerResultTtlInSeconds: 300,
  providerArns: [],
};

function withIntegration(fixture: Subject, changes: object): Subject {
  return changeRoute(fixture, "GET /pets", { integration: { ...fixture.definition.routes["GET /pets"]?.integration, ...changes } });
}

function withStage(fixture: Subject, changes: object): Subject {
  return { ...fixture, stages: fixture.stages.map((stage) => ({ ...stage, ...changes })) };
}

function stageOf({ stages }: Subject): object & Subject["stages"][number] {
  const [stage] = stages;
  if (stage === undefined) throw new Error("the fixture has a stage");
  return stage;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_none, index) => index);
}

function padded(text: string, size: number): string {
  return text + " ".repeat(size - text.length);
}

/** What a plan says of a function whose policy would have that many bytes in all, the statements of others among them. */
export function permissionProblems(finalBytes: number): readonly Problem[] {
  const routes = [{ method: "GET", path: "/pets", function: "fn" }] as const;
  const plan = (otherBytes: number) =>
    planPermissions({ routes, authorizers: [], stages: ["dev"], testInvoke: false, functions: { fn: { otherBytes } } }).problems;
  const own = Number(/\((\d+)\)/.exec(plan(finalBytes)[0]?.message ?? "")?.[1]) - finalBytes;
  return plan(finalBytes - own);
}
