import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { bundle, RUNTIME_PACKAGES } from "./bundle";
import { type PolicyStatement, policyDocument, trustPolicy } from "./policy";
import { type Transform, transformed } from "./transform";

/** What a function's role may do besides writing its own log. */
export type FunctionPolicy = readonly { readonly actions: readonly string[]; readonly resources: readonly pulumi.Input<string>[] }[];

export interface LambdaFunctionArgs {
  /** Source of the function, TypeScript or JavaScript, relative to the project's folder. */
  readonly entry: string;
  /** Name of the exported function. @default "handler" */
  readonly handler?: string;
  readonly description?: pulumi.Input<string>;
  /** @default the newest Node.js runtime of Lambda, "nodejs24.x" */
  readonly runtime?: `nodejs${number}.x`;
  /** @default "arm64" */
  readonly architecture?: "arm64" | "x86_64";
  /** Megabytes. @default 256 */
  readonly memorySize?: pulumi.Input<number>;
  /** Seconds. @default 10 */
  readonly timeout?: pulumi.Input<number>;
  /** Environment variables. @default none */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Statements of the role's policy. @default none */
  readonly policy?: FunctionPolicy;
  /** X-Ray tracing of the function itself. @default false */
  readonly tracing?: boolean;
  /** Days for which the log is kept. @default 30 */
  readonly logRetentionInDays?: pulumi.Input<number>;
  /** Packages that are not bundled, besides the AWS SDK v3 that the runtime has. @default none */
  readonly external?: readonly string[];
  /** The last word on each child's arguments and options. */
  readonly transform?: {
    readonly function?: Transform<aws.lambda.FunctionArgs>;
    readonly role?: Transform<aws.iam.RoleArgs>;
    readonly rolePolicy?: Transform<aws.iam.RolePolicyArgs>;
    readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  };
}

/** A Lambda function bundled from source, with a log group of its own and a role that may write to that log group and do what `policy` says. */
export class LambdaFunction extends pulumi.ComponentResource {
  readonly logGroup: aws.cloudwatch.LogGroup;
  readonly role: aws.iam.Role;
  readonly rolePolicy: aws.iam.RolePolicy;
  readonly function: aws.lambda.Function;
  readonly arn: pulumi.Output<string>;
  /** The uri by which API Gateway invokes the function. */
  readonly invokeArn: pulumi.Output<string>;

  /** Throws `pulumi.ResourceError` if the source does not compile. */
  constructor(name: string, args: LambdaFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lambda-rest-api:index:LambdaFunction", name, {}, opts);
    const { transform = {}, runtime = aws.lambda.Runtime.NodeJS24dX } = args;
    const code = this.#bundle(args, runtime);

    const logGroup = transformed(transform.logGroup, { retentionInDays: args.logRetentionInDays ?? 30 }, { parent: this });
    this.logGroup = new aws.cloudwatch.LogGroup(name, logGroup.args, logGroup.opts);

    const role = transformed(transform.role, { assumeRolePolicy: trustPolicy("lambda.amazonaws.com") }, { parent: this });
    this.role = new aws.iam.Role(name, role.args, role.opts);

    const policy = pulumi
      .all([this.logGroup.arn, args.policy ?? [], args.tracing ?? false])
      .apply(([logGroupArn, statements, tracing]) => policyDocument([ownLog(logGroupArn), ...(tracing ? [X_RAY] : []), ...statements]));
    const rolePolicy = transformed(transform.rolePolicy, { role: this.role.name, policy }, { parent: this });
    this.rolePolicy = new aws.iam.RolePolicy(name, rolePolicy.args, rolePolicy.opts);

    const fn = transformed(
      transform.function,
      {
        ...(args.description !== undefined && { description: args.description }),
        code,
        handler: `index.${args.handler ?? "handler"}`,
        runtime,
        architectures: [args.architecture ?? "arm64"],
        memorySize: args.memorySize ?? 256,
        timeout: args.timeout ?? 10,
        role: this.role.arn,
        ...(args.environment !== undefined && { environment: { variables: { ...args.environment } } }),
        ...(args.tracing === true && { tracingConfig: { mode: "Active" } }),
        loggingConfig: { logFormat: "Text", logGroup: this.logGroup.name },
      },
      // A function that runs before its role may write the log loses what it says.
      { parent: this, dependsOn: [this.rolePolicy] },
    );
    this.function = new aws.lambda.Function(name, fn.args, fn.opts);

    this.arn = this.function.arn;
    this.invokeArn = this.function.invokeArn;
    this.registerOutputs({ arn: this.arn, invokeArn: this.invokeArn });
  }

  #bundle({ entry, handler = "handler", external = [] }: LambdaFunctionArgs, runtime: string): pulumi.asset.AssetArchive {
    try {
      return bundle(entry, { nodeVersion: Number.parseInt(runtime.slice("nodejs".length), 10), external: [...RUNTIME_PACKAGES, ...external], handler });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new pulumi.ResourceError(`entry ${JSON.stringify(entry)} cannot be bundled:\n${reason}`, this, true);
    }
  }
}

// The group's log streams are named by Lambda as it goes, so the wildcard stands for their names alone.
function ownLog(logGroupArn: string): PolicyStatement {
  return { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${logGroupArn}:*`] };
}

// X-Ray's actions have no resource types: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
const X_RAY: PolicyStatement = { actions: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"], resources: ["*"] };
