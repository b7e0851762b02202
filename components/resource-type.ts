import * as pulumi from "@pulumi/pulumi";

/** The type by which the engine knows a resource, which the SDK keeps without telling of it. */
export function typeOfResource(resource: pulumi.Resource): string {
  return String(Reflect.get(resource, "__pulumiType"));
}

/**
 * Whether a value is a component of this type, made by whichever copy of this package: as the SDK's own `isInstance`, which tells apart
 * what `instanceof` cannot where a workspace has several copies installed.
 */
export function isComponent(value: unknown, type: string): value is pulumi.ComponentResource {
  return pulumi.ComponentResource.isInstance(value) && typeOfResource(value) === type;
}
