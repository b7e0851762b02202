import type * as pulumi from "@pulumi/pulumi";
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
  const last = transform(known, opts);
  return [name, last.args, last.opts];
}
