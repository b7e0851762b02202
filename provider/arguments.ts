import type * as pulumi from "@pulumi/pulumi";
import { type FunctionReference, functionByArn, type RestApiArgs } from "../components/index";
import { mapRecord, present } from "../definition/index";

type Route = NonNullable<RestApiArgs["routes"]>[`GET /${string}`];
type Integration = Route["integration"];
type Authorizer = NonNullable<RestApiArgs["authorizers"]>[string];

/** What calls a function gives its name. */
type Calling<T> = Omit<T, "function"> & { readonly function?: string };

/** What of the inputs is said otherwise than in the component's own arguments. */
interface Inputs {
  readonly functions?: Readonly<Record<string, pulumi.Input<string>>>;
  readonly routes?: Readonly<Record<string, Omit<Route, "integration"> & { readonly integration: Calling<Integration> }>>;
  readonly integrations?: Readonly<Record<string, Calling<Integration>>>;
  readonly authorizers?: Readonly<Record<string, Calling<Authorizer>>>;
}

/** The component's arguments, of inputs that have no problems. */
export function restApiArgs(inputs: pulumi.Inputs): RestApiArgs {
  const { stages, functions: _, ...same } = inputs;
  const { functions = {}, routes, integrations, authorizers }: Inputs = inputs;
  const named = new Map(Object.entries(functions).map(([name, arn]) => [name, functionByArn(name, arn)]));
  const callingByPost = (call: Calling<Integration>): Integration => ({
    ...(call.function !== undefined && { httpMethod: "POST" }),
    ...withFunction(call, named),
  });
  return {
    ...same,
    stages,
    ...present({
      routes: routes && mapRecord(routes, ({ integration, ...route }) => ({ ...route, integration: callingByPost(integration) })),
      integrations: integrations && mapRecord(integrations, callingByPost),
      authorizers: authorizers && mapRecord(authorizers, (authorizer) => withFunction(authorizer, named)),
    }),
  };
}

function withFunction<T>({ function: name, ...call }: Calling<T>, named: ReadonlyMap<string, FunctionReference>) {
  const fn = name === undefined ? undefined : named.get(name);
  return { ...call, ...(fn !== undefined && { function: fn }) };
}
