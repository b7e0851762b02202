import * as pulumi from "@pulumi/pulumi";

/** Lets a child of a component take over what a program had by that name, as docs/migration.md shows it. */
export function formerly<Args>(name: string): (args: Args, opts: pulumi.CustomResourceOptions) => Changed<Args> {
  return (args, opts) => ({ args, opts: { ...opts, aliases: [{ name, parent: pulumi.rootStackResource }] } });
}

interface Changed<Args> {
  readonly args: Args;
  readonly opts: pulumi.CustomResourceOptions;
}
