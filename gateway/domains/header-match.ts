import type { MatchHeader } from "../../definition/index";
import type { HeaderLine } from "../types";

/**
 * Whether one of a header's lines has the value: names in any case, values as they are, each line by itself.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html
 */
export function compileHeaderMatch({ header, valueGlob }: MatchHeader): (headers: readonly HeaderLine[]) => boolean {
  const name = header.toLowerCase();
  const isMatch = compileGlob(valueGlob);
  return (headers) => headers.some(([given, value]) => given.toLowerCase() === name && isMatch(value));
}

function compileGlob(glob: string): (value: string) => boolean {
  if (glob === "*") return () => true;
  const [open, close] = [glob.startsWith("*"), glob.endsWith("*")];
  const text = glob.slice(open ? 1 : 0, close ? -1 : undefined);
  if (open && close) return (value) => value.includes(text);
  if (open) return (value) => value.endsWith(text);
  if (close) return (value) => value.startsWith(text);
  return (value) => value === text;
}
