import * as pulumi from "@pulumi/pulumi";
import { type Given, given } from "../definition/index";

/** The last word on a child's arguments and options: whatever this package does not offer can be said here. */
export type Transform<Args> = (
  args: Args,
  opts: pulumi.CustomResourceOptions,
) => {
  /** The arguments that the child is made with. */
  readonly args: Args;
  /** Its options. */
  readonly opts: pulumi.CustomResourceOptions;
};

/**
 * What a resource's constructor takes, the transform's word where there is one: `new Resource(...transformed(transform, name, args,
 * opts))`.
 */
export function transformed<Args extends object>(
  transform: Transform<Args> | undefined,
  name: string,
  args: Given<NoInfer<Args>>,
  opts: pulumi.CustomResourceOptions,
): readonly [string, Args, pulumi.CustomResourceOptions] {
  const known = given<Args>(args);
  if (transform === undefined) return [name, known, opts];
  const last: unknown = transform(known, opts);
  if (!isWhole<Args>(last))
    throw new pulumi.ResourceError(
      `The transform of ${JSON.stringify(name)} gives something else than { args, opts }; return both.`,
      opts.parent,
      true,
    );
  return [name, last.args, last.opts];
}

/** Whether it is what a transform has to give, as a program in JavaScript may forget: without options a child would have no parent. */
function isWhole<Args>(value: unknown): value is ReturnType<Transform<Args>> {
  const isObject = (member: unknown) => typeof member === "object" && member !== null;
  return isObject(value) && isObject(Object(value).args) && isObject(Object(value).opts);
}
