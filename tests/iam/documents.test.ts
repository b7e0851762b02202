import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { allows, type Question, statementsOf } from "./checker";
import { documentsIn, type Made, type Resource, resourcesOf } from "./documents";

const ROOT = join(__dirname, "../..");

const ACCESS = {
  "project:partnerKey": "partner-key-of-twenty-characters",
  "project:mobileKey": "mobile-key-of-twenty-characters",
  "project:userPoolArn": "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_abc",
};

/** Programs that together use every feature which makes an IAM document. */
const PROGRAMS: readonly (readonly [folder: string, config?: Readonly<Record<string, string>>])[] = [
  [".", { "project:logRetentionInDays": "7" }],
  ["examples/beside-other-resources"],
  ["examples/minimal"],
  ["examples/openapi"],
  ["examples/shared-function"],
  ["tests/apis/fixtures/access", ACCESS],
  ["tests/apis/fixtures/integrations", { "project:backend": "https://example.com" }],
  ["tests/apis/fixtures/observability"],
  ["tests/apis/fixtures/openapi"],
  ["tests/apis/fixtures/stages"],
];

/** Why a star stands where it does. */
const REASONS: readonly (readonly [action: RegExp, resource: RegExp, reason: string])[] = [
  [/^logs:(CreateLogStream|PutLogEvents)$/, /:log-group:[^*]+:\*$/, "log streams of one group, whose names Lambda makes"],
  [/^logs:\w+$/, /:log-group:\*$/, "names of groups that Pulumi makes are not known before; and the boundary of all functions"],
  [
    /^logs:(CreateLogGroup|CreateLogStream|DescribeLogGroups|DescribeLogStreams|FilterLogEvents|GetLogEvents|PutLogEvents)$/,
    /^\*$/,
    "what AWS's own policy AmazonAPIGatewayPushToCloudWatchLogs says, for the one role that writes the logs of every API of the account",
  ],
  [/^xray:(PutTraceSegments|PutTelemetryRecords)$/, /^\*$/, "X-Ray has no resources for these"],
  [/^ec2:\w*NetworkInterfaces?$/, /^\*$/, "network interfaces that Lambda makes in a VPC have no names before"],
  [/^s3:\w+$/, /\/\*$/, "objects below one prefix or bucket"],
  [/^(apigateway|lambda|iam|kms):/, /:(function:|role\/\w+\/|:\/restapis\/|:\/tags\/)\*$/, "names that Pulumi makes are not known before"],
  [/^apigateway:/, /::\/(restapis|tags)\/\*$/, "names that Pulumi makes are not known before"],
  [/^execute-api:Invoke$/, /\*$/, "a resource policy, whose author wrote it"],
];

interface Calls {
  readonly resource: (name: string, inputs: Resource["inputs"]) => string;
  readonly reads: readonly string[];
  readonly changes: readonly string[];
}

const FUNCTION = (name: string) => `arn:aws:lambda:eu-central-1:123456789012:function:${name}`;
const ROLE = (name: string) => `arn:aws:iam::123456789012:role/dev/${name}`;
const api = (path: string) => () => `arn:aws:apigateway:eu-central-1::/restapis${path}`;
const actions = (service: string, ...names: readonly string[]) => names.map((name) => `${service}:${name}`);

/**
 * What the provider asks AWS for to read a resource, and to make, change and remove it: the handlers' permissions in CloudFormation's
 * schemas, and upstream's source.
 */
const CALLS: Readonly<Record<string, Calls>> = {
  "aws:apigateway/restApi:RestApi": {
    resource: api("/a1b2c3d4e5"),
    reads: ["apigateway:GET"],
    changes: actions("apigateway", "DELETE", "PATCH", "PUT"),
  },
  "aws:apigateway/deployment:Deployment": {
    resource: api("/a1b2c3d4e5/deployments/abc123"),
    reads: ["apigateway:GET"],
    changes: actions("apigateway", "DELETE", "PATCH", "POST"),
  },
  "aws:apigateway/stage:Stage": {
    resource: api("/a1b2c3d4e5/stages/prod"),
    reads: ["apigateway:GET"],
    changes: actions("apigateway", "DELETE", "PATCH", "POST"),
  },
  "aws:apigateway/methodSettings:MethodSettings": {
    resource: api("/a1b2c3d4e5/stages/prod"),
    reads: ["apigateway:GET"],
    changes: ["apigateway:PATCH"],
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    resource: (name, inputs) => `arn:aws:logs:eu-central-1:123456789012:log-group:${inputs["name"] ?? name}`,
    reads: actions("logs", "DescribeLogGroups", "ListTagsForResource"),
    changes: actions(
      "logs",
      "CreateLogGroup",
      "DeleteLogGroup",
      "DeleteRetentionPolicy",
      "PutRetentionPolicy",
      "TagResource",
      "UntagResource",
    ),
  },
  "aws:dynamodb/table:Table": {
    resource: (name, inputs) => `arn:aws:dynamodb:eu-central-1:123456789012:table/${inputs["name"] ?? name}`,
    reads: actions("dynamodb", "DescribeContinuousBackups", "DescribeTable", "DescribeTimeToLive", "ListTagsOfResource"),
    changes: actions("dynamodb", "CreateTable", "DeleteTable", "TagResource", "UntagResource", "UpdateTable"),
  },
  "aws:iam/role:Role": {
    resource: ROLE,
    reads: actions("iam", "GetRole", "ListAttachedRolePolicies", "ListInstanceProfilesForRole", "ListRolePolicies"),
    changes: actions("iam", "CreateRole", "DeleteRole", "PassRole", "TagRole", "UntagRole", "UpdateAssumeRolePolicy", "UpdateRole"),
  },
  "aws:iam/rolePolicy:RolePolicy": {
    resource: ROLE,
    reads: ["iam:GetRolePolicy"],
    changes: actions("iam", "DeleteRolePolicy", "PutRolePolicy"),
  },
  "aws:lambda/function:Function": {
    resource: FUNCTION,
    reads: actions("lambda", "GetFunction", "GetFunctionCodeSigningConfig", "ListTags", "ListVersionsByFunction"),
    changes: actions(
      "lambda",
      "CreateFunction",
      "DeleteFunction",
      "TagResource",
      "UntagResource",
      "UpdateFunctionCode",
      "UpdateFunctionConfiguration",
    ),
  },
  "aws:lambda/permission:Permission": {
    resource: FUNCTION,
    reads: ["lambda:GetPolicy"],
    changes: actions("lambda", "AddPermission", "RemovePermission"),
  },
};

/**
 * Principals that a service of AWS fills in, and for which it sends the account or the ARN of what acts. API Gateway sends none when it
 * assumes a role, nor does Lambda.
 */
const SENDS_SOURCE = /^(sns|sqs|s3|events|logs|delivery\.logs|cloudwatch)\.amazonaws\.com$/;

describe("Every IAM document that is made", () => {
  const all: (Made & { readonly folder: string })[] = [];
  const home = process.cwd();
  before(async function () {
    this.timeout(120_000);
    for (const [folder, config] of PROGRAMS) {
      process.chdir(join(ROOT, folder));
      const made = documentsIn(await resourcesOf(() => void require(join(ROOT, folder, "index.ts")), config));
      all.push(...made.map((one) => ({ ...one, folder })));
    }
    process.chdir(home);
  });
  after(() => process.chdir(home));

  const each = (judge: (statement: ReturnType<typeof statementsOf>[number], where: string, made: Made) => void) => {
    for (const made of all)
      for (const statement of statementsOf(made.document))
        judge(statement, `${made.folder}: ${made.where}: ${JSON.stringify(statement)}`, made);
  };

  it("is there to be judged", () => {
    const kinds = new Set(all.map(({ type, property }) => `${type} ${property}`));
    for (const kind of [
      "aws:iam/role:Role assumeRolePolicy",
      "aws:iam/rolePolicy:RolePolicy policy",
      "aws:lambda/permission:Permission statement",
    ])
      assert.ok(kinds.has(kind), `${kind} among ${[...kinds]}`);
    assert.ok(all.length > 60, String(all.length));
  });

  it("allows no action with a star, and no resource with one without its reason", () => {
    const unreasoned: string[] = [];
    each(({ Effect, Action, Resource }, where, { property }) => {
      if (Effect !== "Allow") return;
      unreasoned.push(...Action.filter((action) => action.includes("*")).map((action) => `${where}: ${action}`));
      // The star in a permission's source is the planner's, judged beside.
      if (property === "statement" || property === "assumeRolePolicy") return;
      for (const action of Action)
        for (const resource of Resource.filter((one) => one.includes("*")))
          if (!REASONS.some(([actions, resources]) => actions.test(action) && resources.test(resource)))
            unreasoned.push(`${where}: ${action} on ${resource}`);
    });
    assert.deepEqual(unreasoned, []);
  });

  it("lets services in only for what they act for", () => {
    each(({ Effect, Principal, Condition }, where, { property }) => {
      const services = [Object(Principal).Service ?? []].flat().map(String);
      if (Effect !== "Allow" || services.length === 0) return;
      const keys = Object.values(Condition).flatMap((values) => Object.keys(values).map((key) => key.toLowerCase()));
      if (property === "statement" || services.some((service) => SENDS_SOURCE.test(service)))
        assert.ok(keys.includes("aws:sourcearn") || keys.includes("aws:sourceaccount"), where);
    });
  });

  it("lets nobody assume a role but a service", () => {
    each(({ Principal, Effect }, where, { property }) => {
      if (property !== "assumeRolePolicy" || Effect !== "Allow") return;
      assert.deepEqual(Object.keys(Object(Principal)), ["Service"], where);
    });
  });

  it("lets API Gateway invoke a function from one API alone", () => {
    each(({ Condition }, where, { property }) => {
      if (property !== "statement") return;
      assert.match(
        String(Object.values(Condition)[0]?.["aws:SourceArn"]),
        /^arn:aws:execute-api:[a-z0-9-]+:\d{12}:[^*/]+\/[^/]+\/.+/,
        where,
      );
    });
  });
});

describe("What the roles of examples/deploy-access may do", () => {
  let resources: readonly Resource[];
  before(async () => {
    resources = await resourcesOf(() => void require(join(ROOT, "examples/deploy-access/index.ts")), {
      "project:repository": "owner/name",
    });
  });

  const policies = (role: string) =>
    documentsIn(resources)
      .filter(({ type, name }) => type === "aws:iam/rolePolicy:RolePolicy" && name === role)
      .map(({ document }) => document);
  const may = (role: string, action: string, resource: string, context: Question["context"] = {}) =>
    allows(policies(role), { action, resource, context });
  const state = (stack: string) => `arn:aws:s3:::bucket/state/${stack}/.pulumi/stacks/lambda-rest-api/${stack}.json`;
  const key = (stack: string) => `arn:aws:kms:eu-central-1:123456789012:key/${stack}-secrets`;
  const roleArn = (stack: string) => `arn:aws:iam::123456789012:role/${stack}/hello-1234567`;

  it("is nothing with the state or the secrets of another stack", () => {
    for (const [stack, other] of [
      ["dev", "prod"],
      ["prod", "dev"],
    ] as const)
      for (const role of [stack, `${stack}-preview`, `${stack}-drift`]) {
        assert.ok(may(role, "s3:GetObject", state(stack)) && may(role, "kms:Decrypt", key(stack)), role);
        assert.ok(may(role, "s3:ListBucket", "arn:aws:s3:::bucket/state", { "s3:prefix": `${stack}/.pulumi/` }), role);
        assert.ok(
          !may(role, "s3:ListBucket", "arn:aws:s3:::bucket/state", { "s3:prefix": `${other}/` }) &&
            !may(role, "s3:ListBucket", "arn:aws:s3:::bucket/state"),
          role,
        );
        for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"])
          assert.ok(!may(role, action, state(other)), `${role} ${action}`);
        for (const action of ["kms:Decrypt", "kms:Encrypt"]) assert.ok(!may(role, action, key(other)), `${role} ${action}`);
      }
  });

  it("is reading alone for previews and the look for drift", () => {
    for (const role of ["dev-preview", "dev-drift"])
      for (const [action, resource] of [
        ["s3:PutObject", state("dev")],
        ["kms:Encrypt", key("dev")],
        ["iam:PutRolePolicy", roleArn("dev")],
        ["lambda:UpdateFunctionCode", "arn:aws:lambda:eu-central-1:123456789012:function:hello"],
        ["apigateway:PATCH", "arn:aws:apigateway:eu-central-1::/restapis/a"],
      ] as const)
        assert.ok(
          !may(role, action, resource, { "iam:PermissionsBoundary": "arn:aws:iam:eu-central-1:123456789012:policy/dev-boundary" }),
          `${role} ${action}`,
        );
  });

  it("is making roles below the stack's path and within its boundary alone", () => {
    const within = (stack: string) => ({ "iam:PermissionsBoundary": `arn:aws:iam:eu-central-1:123456789012:policy/${stack}-boundary` });
    for (const action of ["iam:CreateRole", "iam:PutRolePolicy", "iam:DeleteRolePolicy"]) {
      assert.ok(may("dev", action, roleArn("dev"), within("dev")), action);
      assert.ok(!may("dev", action, roleArn("dev")), `${action} without a boundary`);
      assert.ok(!may("dev", action, roleArn("dev"), within("prod")), `${action} within prod's`);
      assert.ok(!may("dev", action, roleArn("prod"), within("dev")), `${action} for prod`);
      assert.ok(!may("dev", action, "arn:aws:iam::123456789012:role/dev", within("dev")), `${action} for itself`);
    }
    for (const action of ["iam:DeleteRolePermissionsBoundary", "iam:AttachRolePolicy", "iam:CreatePolicyVersion"])
      assert.ok(!may("dev", action, roleArn("dev"), within("dev")), action);
    assert.ok(!may("dev", "iam:PassRole", roleArn("dev"), { "iam:PassedToService": "ec2.amazonaws.com" }));
  });

  it("is making, reading, changing and removing every resource of this repository's own program, and reading alone for the look for drift", async () => {
    const program = await resourcesOf(
      () => {
        process.chdir(ROOT);
        const index = require.resolve(join(ROOT, "index.ts"));
        delete require.cache[index];
        require(index);
      },
      { "project:logRetentionInDays": "7", "project:permissionsBoundary": "boundary" },
    );
    const within = {
      "iam:PermissionsBoundary": "arn:aws:iam:eu-central-1:123456789012:policy/dev-boundary",
      "iam:PassedToService": "lambda.amazonaws.com",
    };
    const asked = program.filter(({ type }) => type.startsWith("aws:"));
    assert.ok(asked.length > 30, String(asked.length));
    const denied: string[] = [];
    for (const { type, name, inputs } of asked) {
      const calls = CALLS[type];
      assert.ok(calls, `what AWS is asked for ${type}`);
      const resource = calls.resource(`${name}-1234567`, inputs);
      for (const action of [...calls.reads, ...calls.changes])
        if (!may("dev", action, resource, within)) denied.push(`dev ${action} ${resource}`);
      for (const action of calls.reads) if (!may("dev-drift", action, resource)) denied.push(`dev-drift ${action} ${resource}`);
      for (const action of calls.changes)
        if (may("dev-drift", action, resource, within)) denied.push(`dev-drift may ${action} ${resource}`);
    }
    assert.deepEqual([...new Set(denied)], []);
  });

  it("is nothing with the table of the other stack", () => {
    const table = (name: string) => `arn:aws:dynamodb:eu-central-1:123456789012:table/${name}`;
    const may = (role: string, name: string) => allows(policies(role), { action: "dynamodb:DeleteTable", resource: table(name) });
    assert.deepEqual(
      ["dev", "prod"].map((role) => [may(role, "lambda-apigateway"), may(role, "lambda-apigateway-prod")]),
      [
        [true, false],
        [false, true],
      ],
    );
    const prod = readFileSync(join(ROOT, "Pulumi.prod.yaml"), "utf8");
    assert.match(prod, /^ {2}lambda-rest-api:tableName: lambda-apigateway-prod$/m);
  });

  it("is each for the jobs of one environment of the repository", () => {
    const trusted = documentsIn(resources).filter(({ property }) => property === "assumeRolePolicy");
    assert.deepEqual(trusted.map(({ name }) => name).sort(), ["dev", "dev-drift", "dev-preview", "prod", "prod-drift", "prod-preview"]);
    for (const { name, document } of trusted)
      for (const { Condition } of statementsOf(document))
        assert.deepEqual(Condition, {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": `repo:owner/name:environment:${name}`,
          },
        });
  });
});
