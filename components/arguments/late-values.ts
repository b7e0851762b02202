import * as pulumi from "@pulumi/pulumi";
import { fillLateValues, type Late, lateValue } from "../../definition/index";
import type { ServiceCall } from "../integrations/service-call";
import type { FunctionReference } from "../lambda/function-reference";
import type { VpcEndpointReference } from "../private/vpc-endpoint-reference";

/** How a Pulumi program refers to functions, to services and to texts that are known only at deployment. */
export interface References extends Late {
  readonly function: FunctionReference;
  readonly service: ServiceCall;
  readonly text: pulumi.Input<string>;
  readonly vpcEndpoint: VpcEndpointReference;
}

/** The values of one API that are known only at deployment, each under the text that stands for it in the definition. */
export class LateValues {
  readonly #inputs = new Map<string, pulumi.Input<string>>();

  /** The value itself where it is known already, else the text that stands for it. */
  name(name: string, value: pulumi.Input<string>): string {
    if (typeof value === "string") return value;
    const text = lateValue(name);
    this.#inputs.set(text, value);
    return text;
  }

  /** The same data with all values in their places, once those that it names are known. */
  fill<T>(data: T): pulumi.Output<T> {
    const said = JSON.stringify(data);
    const named = [...this.#inputs].filter(([text]) => said.includes(JSON.stringify(text).slice(1, -1)));
    const texts = named.map(([text]) => text);
    return pulumi
      .all(named.map(([, value]) => value))
      .apply((values) => fillLateValues(data, new Map(texts.map((text, i) => [text, values[i] ?? text]))));
  }
}
