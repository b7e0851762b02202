import * as pulumi from "@pulumi/pulumi";

/** A resource of AWS, or its ARN. */
export type ArnReference = pulumi.Input<string> | { readonly arn: pulumi.Input<string> };

export function arnOf(reference: ArnReference): pulumi.Input<string> {
  return isText(reference) ? reference : reference.arn;
}

/** What a text becomes, at once where it is known already. */
export function mapText(text: pulumi.Input<string>, map: (text: string) => string): pulumi.Input<string> {
  return typeof text === "string" ? map(text) : pulumi.output(text).apply(map);
}

/** The last part of an ARN: a name. */
export function nameIn(arn: pulumi.Input<string>): pulumi.Input<string> {
  return mapText(arn, (text) => text.split(/[:/]/).at(-1) ?? "");
}

function isText(reference: ArnReference): reference is pulumi.Input<string> {
  return typeof reference === "string" || reference instanceof Promise || pulumi.Output.isInstance(reference);
}
