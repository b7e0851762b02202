import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { trustPolicy } from "../iam/policy-document";
import { refuse } from "../rules/refusal";
import { shapeProblems } from "../shape/check";
import { transformed } from "../transform";
import { type Aliases, aliases } from "./aliases";
import type { LambdaFunctionArgs } from "./arguments";
import { eventInvokeConfigs } from "./asynchronous";
import { type Code, codeOf } from "./code/index";
import { durablePolicy } from "./durable-policy";
import { placesOfValues } from "./places-of-values";
import { rolePolicyOf } from "./role-policy";
import { functionProblems } from "./rules";
import { LAMBDA_FUNCTION_ARGS } from "./shape";
import { functionWarnings } from "./warnings";

/**
 * A Lambda function with a log group of its own and a role that may write to that log group and do what `policy` says: bundled from source,
 * or a container image.
 */
export class LambdaFunction<AliasName extends string = never> extends pulumi.ComponentResource {
  /** The function's log group, which its role may write to. */
  readonly logGroup: aws.cloudwatch.LogGroup;
  /** The role that the function runs by. */
  readonly role: aws.iam.Role;
  /** What the role may do. */
  readonly rolePolicy: aws.iam.RolePolicy;
  /** What a durable function's role may do besides: keep its progress; undefined without `durable`. */
  readonly durablePolicy: aws.iam.RolePolicy | undefined;
  /** The function itself. */
  readonly function: aws.lambda.Function;
  /** Whether each tenant has environments of its own. */
  readonly isByTenant: boolean;
  /** Aliases by name, each of which can stand for the function. */
  readonly aliases: Aliases<AliasName>;
  /** What becomes of asynchronous invocations; empty without `asynchronous`. */
  readonly eventInvokeConfigs: readonly aws.lambda.FunctionEventInvokeConfig[];
  /** The function's ARN, without a version. */
  readonly arn: pulumi.Output<string>;
  /** The uri by which API Gateway invokes the function. */
  readonly invokeArn: pulumi.Output<string>;

  /** Throws `pulumi.ResourceError` with all that Lambda would refuse, and if the source does not compile, load or export the handler. */
  constructor(name: string, args: LambdaFunctionArgs<AliasName>, opts?: pulumi.ComponentResourceOptions) {
    super("lambda-rest-api:index:LambdaFunction", name, {}, opts);
    refuse(shapeProblems(args, LAMBDA_FUNCTION_ARGS), `LambdaFunction "${name}"`, this);
    const { transform = {}, vpc, asynchronous = {} } = args;
    const variables = { ...args.environment, ...placesOfValues(args) };
    const code = this.#code(name, args, variables);
    const environment = environmentOf(variables, code.environment);
    const tags = args.tags === undefined ? {} : { tags: { ...args.tags } };

    this.logGroup = new aws.cloudwatch.LogGroup(
      ...transformed(transform.logGroup, name, { retentionInDays: args.logRetentionInDays ?? 30, ...tags }, { parent: this }),
    );

    this.role = new aws.iam.Role(
      ...transformed(transform.role, name, { assumeRolePolicy: trustPolicy("lambda.amazonaws.com"), ...tags }, { parent: this }),
    );

    this.rolePolicy = new aws.iam.RolePolicy(
      ...transformed(transform.rolePolicy, name, { role: this.role.name, policy: rolePolicyOf(args, this.logGroup.arn) }, { parent: this }),
    );

    this.function = new aws.lambda.Function(
      ...transformed(
        transform.function,
        name,
        {
          description: args.description,
          ...code.args,
          layers: args.layers && [...args.layers],
          architectures: [args.architecture ?? "arm64"],
          memorySize: args.memorySize ?? 256,
          timeout: args.timeout ?? 10,
          // The provider keeps what it is not given: where these are taken back, it has to be told Lambda's own.
          ephemeralStorage: { size: args.ephemeralStorage ?? 512 },
          role: this.role.arn,
          environment: environment && { variables: environment },
          kmsKeyArn: args.kmsKeyArn,
          vpcConfig: vpc && { subnetIds: vpc.subnetIds, securityGroupIds: vpc.securityGroupIds },
          reservedConcurrentExecutions: args.reservedConcurrentExecutions,
          publish: (args.publish ?? (args.aliases !== undefined || args.snapStart === true)) || undefined,
          snapStart: args.snapStart === true ? { applyOn: "PublishedVersions" } : undefined,
          durableConfig: args.durable,
          tenancyConfig: args.tenantIsolation && { tenantIsolationMode: args.tenantIsolation },
          deadLetterConfig: asynchronous.deadLetterTarget === undefined ? undefined : { targetArn: asynchronous.deadLetterTarget },
          tracingConfig: { mode: args.tracing === true ? "Active" : "PassThrough" },
          loggingConfig: { logFormat: "Text", logGroup: this.logGroup.name },
          ...tags,
        },
        // A function that runs before its role may write the log loses what it says; Lambda refuses a network or a target that the role may
        // not use.
        { parent: this, dependsOn: [this.rolePolicy] },
      ),
    );

    this.isByTenant = args.tenantIsolation !== undefined;
    this.durablePolicy = args.durable && durablePolicy(name, this.function, this.role, transform.durablePolicy, { parent: this });

    this.aliases = aliases<AliasName>(name, args.aliases, this.function, transform, { parent: this });
    this.eventInvokeConfigs = eventInvokeConfigs(name, asynchronous, this.function, this.aliases, transform, { parent: this });

    this.arn = this.function.arn;
    this.invokeArn = this.function.invokeArn;
    this.registerOutputs({ arn: this.arn, invokeArn: this.invokeArn });
  }

  /** Says what there is to say of the function's code, and refuses a function that would not run. */
  #code(name: string, args: LambdaFunctionArgs<string>, environment: Environment): Code {
    let code: Code;
    try {
      code = checkedCode(name, args, environment);
    } catch (error) {
      throw new pulumi.ResourceError(error instanceof Error ? error.message : String(error), this, true);
    }
    for (const warning of functionWarnings(args, code, new Date())) void pulumi.log.warn(warning, this);
    // Ephemeral: for who looks on, not for the list of what is to be read afterwards.
    for (const note of code.notes) void pulumi.log.info(note, this, undefined, true);
    return code;
  }
}

/** All that is wrong with a function at once: what Lambda refuses, and why its source cannot become its code. */
function checkedCode(name: string, args: LambdaFunctionArgs<string>, environment: Environment): Code {
  const problems = functionProblems(name, args).map(({ where, message }) => `${where}: ${message}`);
  try {
    const code = codeOf({ ...args, environment });
    if (problems.length === 0) return code;
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
  throw new Error(problems.join("\n"));
}

type Environment = Readonly<Record<string, pulumi.Input<string>>>;

/** The variables that the function has, and those that its code needs; an option of Node.js is added to those that are given. */
function environmentOf(given: Environment, needed: Readonly<Record<string, string>>): Environment | undefined {
  if (Object.keys(needed).length === 0) return Object.keys(given).length === 0 ? undefined : given;
  const { NODE_OPTIONS } = needed;
  const options = given["NODE_OPTIONS"];
  return { ...given, ...needed, ...(options !== undefined && { NODE_OPTIONS: pulumi.interpolate`${options} ${NODE_OPTIONS ?? ""}` }) };
}
