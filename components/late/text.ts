import * as pulumi from "@pulumi/pulumi";

/** Whether it is known only at deployment. */
export function isLate(value: unknown): value is Exclude<pulumi.Input<string>, string> {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** What a text becomes, at once where it is known already. */
export function mapText(text: pulumi.Input<string>, map: (text: string) => string): pulumi.Input<string> {
  return isLate(text) ? pulumi.output(text).apply(map) : map(text);
}
