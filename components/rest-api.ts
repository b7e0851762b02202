import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  type ApiDefinition,
  defineStage,
  exportOpenApi,
  mapRecord,
  type RouteKey,
  withPolicyDocument,
  writeOpenApi,
} from "../definition/index";
import { type ApiKeys, apiKeys } from "./access/api-keys";
import { executeArn, executeProblems, type GrantExecuteOptions, grantExecute, routesWithoutIam } from "./access/grant-execute";
import { restApiPolicy } from "./access/rest-api-policy";
import { usagePlans, usageProblems } from "./access/usage-plans";
import { apiSettings } from "./api-settings";
import { readArguments } from "./arguments/read-arguments";
import type { RestApiArgs } from "./arguments/rest-api-arguments";
import { type ServiceRole, serviceRoles } from "./integrations/service-role";
import { LateValues } from "./late/late-values";
import { type ApiMetric, type ApiMetricName, type ApiMetricOptions, apiMetric } from "./observability/metrics";
import { invokePermissions, planInvokePermissions, reportWidenings } from "./permissions/invoke-permissions";
import { InvokeRole } from "./permissions/invoke-role";
import { type Parts, parts } from "./preview-parts";
import { vpcEndpointId } from "./private/vpc-endpoint-reference";
import { functionArns } from "./references/function-arns";
import { functionNeeds } from "./references/function-needs";
import { isFunctionReference } from "./references/function-reference";
import { logicalName } from "./references/logical-name";
import { accountOf } from "./rules/account";
import { refuse } from "./rules/refusal";
import { tagProblems } from "./rules/tags";
import { reportWarnings } from "./rules/warnings";
import { REST_API_ARGS, typeOf } from "./schema/index";
import { shapeProblems } from "./shape/check";
import { documentationVersions } from "./stages/documentation-versions";
import { Stage } from "./stages/stage";
import type { StageArgs } from "./stages/stage-arguments";
import { stageProblems } from "./stages/stage-problems";
import { nameVariables } from "./stages/stage-variables";
import { transformed } from "./transform";
import { transformTrigger, triggers } from "./triggers";

/** A REST API of Amazon API Gateway: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html */
export class RestApi<
  Key extends RouteKey = RouteKey,
  StageName extends string = string,
  AuthorizerName extends string = never,
  ApiKeyName extends string = never,
  ModelName extends string = never,
> extends pulumi.ComponentResource {
  /** The API in API Gateway. */
  readonly restApi: aws.apigateway.RestApi;
  /** What the API is, names standing for what is known only at deployment. */
  readonly definition: ApiDefinition;
  /** ARNs of the functions that routes and authorizers invoke, each with its qualifier, by the functions' names in the program. */
  readonly functions: Readonly<Record<string, pulumi.Output<string>>>;
  /** What of the API a preview shows by itself: its routes, models, authorizers and gateway responses. */
  readonly parts: Parts;
  /** Present where `lambdaAccess` is `role`. */
  readonly invokeRole: InvokeRole | undefined;
  /** Roles of the routes that call other services of AWS, by route key. */
  readonly serviceRoles: Readonly<Record<string, ServiceRole>>;
  /** Present where the API has a resource policy. */
  readonly policy: aws.apigateway.RestApiPolicy | undefined;
  /** The statements that let API Gateway invoke the functions, each in its function's own policy. */
  readonly permissions: readonly aws.lambda.Permission[];
  /** The copy of the API that its stages serve now. */
  readonly deployment: aws.apigateway.Deployment;
  /** Stages by name. */
  readonly stages: Readonly<Record<StageName, Stage>>;
  /** API keys by name; their values are secrets. */
  readonly apiKeys: ApiKeys<ApiKeyName>;
  /** Usage plans by name. */
  readonly usagePlans: Readonly<Record<string, aws.apigateway.UsagePlan>>;
  /** The first stage's url. */
  readonly url: pulumi.Output<string>;
  readonly #resolved: pulumi.Output<ApiDefinition>;
  readonly #subject: string;

  /** Throws `pulumi.ResourceError` with every problem, before anything is created, if API Gateway would refuse the API. */
  constructor(
    name: string,
    args: RestApiArgs<Key, StageName, AuthorizerName, ApiKeyName, ModelName>,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("lambda-rest-api:index:RestApi", name, {}, opts);
    const subject = `RestApi "${name}"`;
    this.#subject = subject;
    refuse(shapeProblems(args, REST_API_ARGS, { typeOf, isFunction: isFunctionReference }), subject, this);
    const { lambdaAccess = "permissions", transform = {}, tags } = args;
    const late = new LateValues(subject);
    const account = accountOf(args, this);
    const read = readArguments(name, args, account, late, this);
    const { definition, functions } = read;
    const stages = mapRecord(args.stages, (stage, stageName) => defineStage(stageName, nameVariables(stageName, stage, late), read.places));

    const plan = planInvokePermissions(definition, Object.values(stages), functions, args.testInvoke ?? false);
    const problems = [
      ...read.problems(Object.values(stages)),
      ...tagProblems(tags),
      ...stageProblems(args.stages),
      ...usageProblems({ ...args, routes: definition.routes }, account),
      ...functionNeeds(read),
      ...plan.problems,
    ];
    refuse(problems, subject, this);

    reportWidenings(plan, this);
    reportWarnings(read, args, Object.values(stages), this);

    // What comes and goes with each route is worth no protection, which would keep routes from changing.
    const replaceable = { parent: this, protect: false };

    this.definition = definition;
    this.functions = functionArns(functions);
    this.parts = parts(name, definition, replaceable);

    this.invokeRole =
      lambdaAccess === "role" ? new InvokeRole(`${name}-invoke`, read.invokedByRole, transform, { parent: this }) : undefined;
    if (this.invokeRole) late.name("invoke role", this.invokeRole.role.arn);
    this.serviceRoles = serviceRoles(name, read.servicePolicies, late, transform, replaceable);

    const resolved = late.fill(definition).apply(withPolicyDocument);
    this.#resolved = resolved;
    const apiArgs = {
      name: definition.name,
      ...apiSettings(definition, args.vpcEndpoints, late),
      // As a secret it does not flood a diff; what changes in it is said route by route.
      body: pulumi.secret(resolved.apply((api) => JSON.stringify(writeOpenApi(api)))),
      tags: tags && { ...tags },
    };
    const last = transformed(transform.restApi, name, apiArgs, { parent: this });
    this.restApi = new aws.apigateway.RestApi(...last);

    this.policy = restApiPolicy(name, definition.policy, { restApi: this.restApi, late, transform }, { parent: this });
    this.permissions = invokePermissions(name, plan, { restApi: this.restApi, functions, transform }, replaceable);
    const roles = [...(this.invokeRole ? [this.invokeRole] : []), ...Object.values(this.serviceRoles)];
    const access = [...this.permissions, ...roles.map(({ policy }) => policy), ...(this.policy ? [this.policy] : [])];

    this.deployment = new aws.apigateway.Deployment(
      ...transformed(
        transform.deployment,
        name,
        { restApi: this.restApi.id, triggers: { ...triggers(definition, late), ...transformTrigger(apiArgs, last[1]) } },
        // A superseded deployment stays, so that a stage can be pinned to it; it goes with the API.
        { ...replaceable, dependsOn: [...access], retainOnDelete: true },
      ),
    );

    const documentation = documentationVersions(name, Object.values(stages), this.restApi, transform, { parent: this });
    const shared = {
      restApi: this.restApi,
      deployment: this.deployment,
      endpoint: definition.endpoint,
      vpcEndpointIds: (args.vpcEndpoints ?? []).map(vpcEndpointId),
      dependsOn: [...access, ...documentation],
      late,
      transform,
      ...(tags !== undefined && { tags }),
    };
    this.stages = mapRecord<StageName, StageArgs, Stage>(
      args.stages,
      (stage, stageName) => new Stage(`${name}-${stageName}`, { ...shared, args: stage, definition: stages[stageName] }, { parent: this }),
    );
    this.apiKeys = apiKeys(name, args.apiKeys, { transform, tags }, { parent: this });
    this.usagePlans = usagePlans(
      name,
      args.usagePlans,
      { restApi: this.restApi, stages: this.stages, apiKeys: this.apiKeys, transform, tags },
      { parent: this },
    );
    this.url = pulumi.output(Object.values<Stage>(this.stages)[0]?.url ?? "");
    this.registerOutputs({ url: this.url });
  }

  /**
   * The API as a document of OpenAPI 3.0, in JSON, its stages as servers: with `extensions` all that API Gateway imports, accounts and
   * functions named in it, without them what callers may know.
   */
  openApi({ extensions = false }: { readonly extensions?: boolean } = {}): pulumi.Output<string> {
    const servers = pulumi.all(Object.values<Stage>(this.stages).map(({ url }) => url));
    return servers.apply((urls) =>
      this.#resolved.apply((definition) => JSON.stringify(exportOpenApi(definition, { extensions, servers: urls }), null, 2)),
    );
  }

  /**
   * A metric of the API, of a stage or of one of its routes, as alarms and dashboards of CloudWatch take it.
   * @throws Error if the API has no such stage or route, the stage no metrics of the route, or the period is none.
   */
  metric(name: ApiMetricName, options: ApiMetricOptions<Key, StageName> = {}): ApiMetric {
    return apiMetric(this, name, options);
  }
  /**
   * The ARN by which a policy of IAM lets callers call a route with `AWS_IAM` on a stage; a path variable is a star in it.
   * @throws pulumi.ResourceError if the API has no such route or stage
   */
  executeArn(route: Key, stage: StageName): pulumi.Output<string> {
    refuse(executeProblems(this, [route], [stage]), `${this.#subject}, executeArn`, this);
    return executeArn(this, route, stage);
  }

  /**
   * Lets a role call these routes, which have `AWS_IAM`, by a policy of it that names each; a role is granted once what it may call of an
   * API.
   * @throws pulumi.ResourceError if the API has no such route or stage
   */
  grantExecute(role: aws.iam.Role, routes: readonly Key[], options: GrantExecuteOptions<StageName> = {}): aws.iam.RolePolicy {
    const stages = options.stages ?? Object.keys(this.stages);
    refuse(executeProblems(this, routes, stages), `${this.#subject}, grantExecute`, this);
    const open = routesWithoutIam(this, routes);
    if (open.length > 0)
      void pulumi.log.warn(
        `grantExecute: ${open.join(", ")} asks for no signature: a policy of IAM opens nothing there. Give it authorization: "AWS_IAM".`,
        this,
      );
    return grantExecute(`${logicalName(this)} ${logicalName(role)}`, this, role, routes, stages, { parent: this });
  }
}
