import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ApiArguments, RouteKey, RoutesArguments, UsagePlanArguments } from "../../definition/index";
import type { ApiKeyArgs, ApiKeyTransform } from "../access/api-keys";
import type { RestApiPolicyTransform } from "../access/rest-api-policy";
import type { UsagePlanTransform } from "../access/usage-plans";
import type { ServiceRoleTransform } from "../integrations/service-role";
import type { PermissionTransform } from "../permissions/invoke-permissions";
import type { InvokeRoleTransform } from "../permissions/invoke-role";
import type { References } from "../references/references";
import type { RuleArgs } from "../rules/rule-arguments";
import type { DocumentationTransform } from "../stages/documentation-versions";
import type { StageArgs, StageTransform } from "../stages/stage-arguments";
import type { Transform } from "../transform";
import type { OpenApiArgs } from "./openapi";

export interface RestApiArgs<
  Key extends string = RouteKey,
  StageName extends string = string,
  AuthorizerName extends string = string,
  ApiKeyName extends string = string,
  ModelName extends string = string,
> extends Omit<ApiArguments<References, Key, AuthorizerName, ModelName>, "routes">,
    OpenApiArgs,
    RuleArgs {
  /** Routes by their key, `METHOD /path`. @default what `openapi` says */
  readonly routes?: RoutesArguments<References, Key, AuthorizerName, NoInfer<ModelName>>;
  /** Stages by name. */
  readonly stages: Readonly<Record<StageName, StageArgs>>;
  /** API keys by the names that usage plans use; a resource is a key that is there already. @default none */
  readonly apiKeys?: Readonly<Record<ApiKeyName, ApiKeyArgs | aws.apigateway.ApiKey>>;
  /** Usage plans by name: which keys open which stages, and how much each may ask for. @default none */
  readonly usagePlans?: Readonly<Record<string, UsagePlanArguments<Key, StageName, ApiKeyName>>>;
  /**
   * Who lets API Gateway invoke the functions: `permissions`, statements in each function's own policy that name the stage, method and
   * path; or `role`, one role for the API that may invoke exactly its functions.
   * @default "permissions"
   */
  readonly lambdaAccess?: "permissions" | "role";
  /** Whether methods may be tried in API Gateway's console and by `test-invoke-method`. @default false */
  readonly testInvoke?: boolean;
  /** Tags of the API and its stages. @default none */
  readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
  /** The last word on each child's arguments and options. */
  readonly transform?: RestApiTransform;
}

/** The last word on the arguments and options of an API's children, by what they are. */
export interface RestApiTransform
  extends ApiKeyTransform,
    DocumentationTransform,
    InvokeRoleTransform,
    PermissionTransform,
    RestApiPolicyTransform,
    ServiceRoleTransform,
    StageTransform,
    UsagePlanTransform {
  /** The API itself, with its OpenAPI document as `body`. */
  readonly restApi?: Transform<aws.apigateway.RestApiArgs>;
  /** The deployment that stages move to. */
  readonly deployment?: Transform<aws.apigateway.DeploymentArgs>;
}
