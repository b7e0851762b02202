import * as pulumi from "@pulumi/pulumi";
import { fillLateValues, lateValue } from "../../definition/index";
import { knownText } from "./known-text";

/** The values of one component that are known only at deployment, each under the text that stands for it in the definition. */
export class LateValues {
  readonly #inputs = new Map<string, pulumi.Output<string | undefined>>();
  readonly #subject: string;

  /** What the values are of, for messages. */
  constructor(subject: string) {
    this.#subject = subject;
  }

  /** What `map` makes of the value where it is known already, else the text that stands for it. */
  name(name: string, value: pulumi.Input<string>, map: (text: string) => string = (text) => text): string {
    if (typeof value === "string") return map(value);
    const text = lateValue(name);
    const mapped = pulumi.output(value).apply((found) => {
      const known = knownText(found, name, this.#subject);
      return known === undefined ? undefined : map(known);
    });
    this.#inputs.set(text, mapped);
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
