/**
 * Whether the whole text matches a pattern in which `*` is any run of characters, `/` and `:` included, and `?` is any one; all else,
 * braces too, is literal.
 */
export function globMatch(pattern: string, text: string): boolean {
  let at = 0;
  let index = 0;
  let star = -1;
  let tried = 0;
  while (index < text.length) {
    if (pattern[at] === "*") {
      star = at++;
      tried = index;
    } else if (pattern[at] === "?" || pattern[at] === text[index]) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++tried;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

/**
 * Whether an ARN matches a pattern, component by component, with `*` for the components that the pattern leaves out
 * (IAM user guide: reference_policies_elements_resource, reference_policies_elements_condition_operators).
 */
export function arnLike(pattern: string, arn: string): boolean {
  const patterns = components(pattern);
  const parts = components(arn);
  return patterns.length <= parts.length && parts.every((part, index) => globMatch(patterns[index] ?? "*", part));
}

/** The six components of an ARN; colons in the last are its own. */
function components(arn: string): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
