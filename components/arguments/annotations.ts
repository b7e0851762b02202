/** Parts of an API's arguments as programs annotate them that write these apart: what is known only at deployment is an input of Pulumi. */
import type * as definition from "../../definition/index";
import type { References } from "../references/references";

/** An integration, of a path that has the variables which its mappings use: `IntegrationArguments<"id">`. */
export interface IntegrationArguments<Variable extends string = never> extends definition.IntegrationArguments<References, Variable> {}

/** A route of an API that has these authorizers and models: `RouteArguments<"id", "tokens", "Pet">`. */
export interface RouteArguments<Variable extends string = never, AuthorizerName extends string = never, ModelName extends string = never>
  extends definition.RouteArguments<References, Variable, AuthorizerName, ModelName> {}

/** An authorizer. */
export interface AuthorizerArguments extends definition.AuthorizerArguments<References> {}

/** Who may call an API. */
export interface ResourcePolicyArguments extends definition.ResourcePolicyArguments<References> {}
