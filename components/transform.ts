import type * as pulumi from "@pulumi/pulumi";

/** The last word on a child's arguments and options: whatever this package does not offer can be said here. */
export type Transform<Args> = (
  args: Args,
  opts: pulumi.CustomResourceOptions,
) => { readonly args: Args; readonly opts: pulumi.CustomResourceOptions };

/** Applies a transform if there is one. */
export function transformed<Args>(
  transform: Transform<Args> | undefined,
  args: Args,
  opts: pulumi.CustomResourceOptions,
): { readonly args: Args; readonly opts: pulumi.CustomResourceOptions } {
  return transform ? transform(args, opts) : { args, opts };
}
