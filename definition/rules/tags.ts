import { isLateValue } from "../late-values";
import { TAGS } from "./quotas";
import type { Refusal } from "./refusal";

/** What is wrong with tags: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html, `tags`. */
export function* checkTags(tags: Readonly<Record<string, string>>): Iterable<Refusal> {
  const count = Object.keys(tags).length;
  if (count > TAGS) yield { path: ["tags"], message: `are ${count}. A resource may have ${TAGS}.` };
  for (const [key, value] of Object.entries(tags)) {
    const path = ["tags", key];
    if (key.length === 0 || key.length > 128) yield { path, message: `has a key of ${key.length} characters. It may have 1 to 128.` };
    if (/^aws:/i.test(key)) yield { path, message: "begins with aws:, which is AWS's own; give it another name." };
    if (!isLateValue(value) && value.length > 256) yield { path, message: `has ${value.length} characters. A tag's value may have 256.` };
  }
}
