import type * as pulumi from "@pulumi/pulumi";

/** A resource's name in the program, which the SDK keeps without telling of it. */
export function logicalName(resource: pulumi.Resource): string | undefined {
  return "__name" in resource && typeof resource.__name === "string" ? resource.__name : undefined;
}
