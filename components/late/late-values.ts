import * as pulumi from "@pulumi/pulumi";
import { fillLateValues, lateValue } from "../../definition/index";

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
    const json = JSON.stringify(data);
    const named = [...this.#inputs].filter(([text]) => json.includes(JSON.stringify(text).slice(1, -1)));
    const texts = named.map(([text]) => text);
    return pulumi
      .all(named.map(([, value]) => value))
      .apply((values) => fillLateValues(data, new Map(texts.map((text, i) => [text, values[i] ?? text]))));
  }
}
