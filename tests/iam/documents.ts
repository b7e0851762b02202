import * as pulumi from "@pulumi/pulumi";

/** An IAM document that a program makes, and where it is. */
export interface Made {
  /** For example `aws:iam/role:Role hello assumeRolePolicy`. */
  readonly where: string;
  readonly type: string;
  readonly name: string;
  readonly property: string;
  readonly document: unknown;
}

/** A resource with the inputs that its provider gets. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const ACCOUNT = "123456789012";
const REGION = "eu-central-1";

/** Resolves when nothing more is on its way to the mocks; the SDK has it, and leaves it out of its types. */
const settled: () => Promise<void> = Object(pulumi.runtime).waitForRPCs;

/** Runs a program with AWS replaced by an account that has made everything, and gives its resources. */
export async function resourcesOf(program: () => void, config: Readonly<Record<string, string>> = {}): Promise<readonly Resource[]> {
  const resources: Resource[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        resources.push({ type, name, inputs });
        const [, service = "", kind = ""] = /^aws:(\w+)\/(\w+):/.exec(type) ?? [];
        const arn = arnOf(service, kind, name, inputs);
        const invokeArn = `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${arn}/invocations`;
        const executionArn = `arn:aws:execute-api:${REGION}:${ACCOUNT}:${name}`;
        const id = `${name}-id`;
        const given = {
          name,
          arn,
          invokeArn,
          executionArn,
          bucket: name,
          keyId: id,
          region: REGION,
          version: "1",
          url: `https://sqs/${name}`,
          dnsEntries: [],
          fqdn: name,
        };
        return { id, state: { ...given, ...inputs } };
      },
      call: () => ({
        accountId: ACCOUNT,
        partition: "aws",
        region: REGION,
        cidrBlockAssociations: [{ cidrBlock: "10.0.0.0/16" }],
        id: "id",
        zoneId: "zone",
      }),
    },
    "project",
    "stack",
  );
  pulumi.runtime.setAllConfig({ ...config });
  await pulumi.runtime.runInPulumiStack(async () => program());
  await settled();
  pulumi.runtime.setAllConfig({});
  return resources;
}

/** Every IAM document in the inputs, whether text or object, and each permission of a function as the statement that Lambda makes of it. */
export function documentsIn(resources: readonly Resource[]): readonly Made[] {
  return resources.flatMap(({ type, name, inputs }) => {
    const found = Object.entries(inputs).flatMap(([property, value]) => {
      const document = policyIn(value);
      return document === undefined ? [] : [{ where: `${type} ${name} ${property}`, type, name, property, document }];
    });
    return type === "aws:lambda/permission:Permission"
      ? [...found, { where: `${type} ${name}`, type, name, property: "statement", document: statementOf(inputs) }]
      : found;
  });
}

function policyIn(value: unknown): unknown {
  if (typeof value === "string" && value.includes('"Statement"')) {
    try {
      return policyIn(JSON.parse(value));
    } catch {
      return undefined;
    }
  }
  return typeof value === "object" && value !== null && "Statement" in value ? value : undefined;
}

function statementOf({ action, principal, sourceArn, sourceAccount, function: fn }: Resource["inputs"]): unknown {
  const condition = {
    ...(sourceArn !== undefined && { ArnLike: { "aws:SourceArn": sourceArn } }),
    ...(sourceAccount !== undefined && { StringEquals: { "aws:SourceAccount": sourceAccount } }),
  };
  return { Statement: [{ Effect: "Allow", Principal: { Service: principal }, Action: action, Resource: fn, Condition: condition }] };
}

function arnOf(service: string, kind: string, name: string, inputs: Resource["inputs"]): string {
  if (kind === "alias") return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${inputs["functionName"]}:${inputs["name"]}`;
  if (kind === "logGroup") return `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${inputs["name"] ?? name}`;
  if (service === "lambda") return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
  return `arn:aws:${service}:${service === "s3" ? ":" : `${REGION}:${ACCOUNT}`}:${kind}/${name}`;
}
