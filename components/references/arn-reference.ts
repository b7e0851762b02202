import * as pulumi from "@pulumi/pulumi";
import { isLate, mapText } from "../late/text";

/** A resource of AWS, or its ARN. */
export type ArnReference =
  | pulumi.Input<string>
  | {
      /** ARN of the resource. */
      readonly arn: pulumi.Input<string>;
    };

/** The ARN; as a text, also where the mocks of somebody's test give none. */
export function arnOf(reference: ArnReference): pulumi.Input<string> {
  const arn = typeof reference === "string" || isLate(reference) ? reference : reference.arn;
  return isLate(arn) ? pulumi.interpolate`${arn}` : arn;
}

/** The last part of an ARN: a name. */
export function nameIn(arn: pulumi.Input<string>): pulumi.Input<string> {
  return mapText(arn, (text) => text.split(/[:/]/).at(-1) ?? "");
}
