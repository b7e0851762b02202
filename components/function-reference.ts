import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { invocationUri } from "../definition/index";
import { LambdaFunction } from "./lambda-function";

/** What may stand for a function: this package's component, the resource, one of its aliases, or the ARN of a function that is not part of the program. */
export type FunctionReference = LambdaFunction<string> | aws.lambda.Function | aws.lambda.Alias | pulumi.Input<string>;

/** All that an API needs to know of a function. */
export interface FunctionTarget {
  readonly name: string;
  /** ARN with its qualifier. */
  readonly arn: pulumi.Input<string>;
  readonly invokeArn: pulumi.Input<string>;
  /** Name or ARN of the function, as a permission asks for it. */
  readonly function: pulumi.Input<string>;
  /** The alias or version that the permission is on. */
  readonly qualifier?: pulumi.Input<string | undefined>;
}

/** Resolves references to functions; the same reference always gives the same target. */
export class FunctionTargets {
  readonly #targets = new Map<FunctionReference, FunctionTarget>();

  of(reference: FunctionReference): FunctionTarget {
    const known = this.#targets.get(reference);
    if (known) return known;
    const target = this.#target(reference);
    this.#targets.set(reference, target);
    return target;
  }

  #target(reference: FunctionReference): FunctionTarget {
    if (reference instanceof LambdaFunction) return this.of(reference.function);
    if (aws.lambda.Function.isInstance(reference))
      return { name: this.#unique(logicalName(reference)), arn: reference.arn, invokeArn: reference.invokeArn, function: reference.name };
    if (aws.lambda.Alias.isInstance(reference))
      return {
        name: this.#unique(logicalName(reference)),
        arn: reference.arn,
        invokeArn: reference.invokeArn,
        function: reference.functionName,
        qualifier: reference.name,
      };
    const arn = pulumi.output(reference);
    return {
      name: this.#unique(typeof reference === "string" ? (/:function:([^:]+)/.exec(reference)?.[1] ?? "function") : "function"),
      arn: reference,
      invokeArn: typeof reference === "string" ? invocationUri(reference) : arn.apply((value) => invocationUri(value)),
      function: arn.apply((value) => value.split(":").slice(0, 7).join(":")),
      qualifier: arn.apply((value) => value.split(":")[7]),
    };
  }

  #unique(name: string): string {
    const taken = new Set([...this.#targets.values()].map((target) => target.name));
    for (let count = 2, free = name; ; count++) {
      if (!taken.has(free)) return free;
      free = `${name}-${count}`;
    }
  }
}

// The SDK keeps a resource's logical name in a member that its types leave out; without it previews only read less well.
function logicalName(resource: pulumi.Resource): string {
  return "__name" in resource && typeof resource.__name === "string" ? resource.__name : "function";
}
