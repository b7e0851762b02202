import type * as pulumi from "@pulumi/pulumi";

/** The last word on a child's arguments and options: whatever this package does not offer can be said here. */
export type Transform<Args> = (
  args: Args,
  opts: pulumi.CustomResourceOptions,
) => { readonly args: Args; readonly opts: pulumi.CustomResourceOptions };

/** What a resource's constructor takes, the transform's word where there is one: `new Resource(...transformed(transform, name, args, opts))`. */
export function transformed<Args>(
  transform: Transform<Args> | undefined,
  name: string,
  args: Args,
  opts: pulumi.CustomResourceOptions,
): readonly [string, Args, pulumi.CustomResourceOptions] {
  if (transform === undefined) return [name, args, opts];
  const last = transform(args, opts);
  return [name, last.args, last.opts];
}
