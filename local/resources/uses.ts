import { parseInvocationUri } from "../../definition/index";
import type { LocalApi } from "./apis";

/** So many are said, and how many more there are. */
const SAID = 3;

/** Which routes these functions answer or authorize, in parentheses; nothing where there are none. */
export function usesOf(functionArns: readonly string[], apis: readonly LocalApi[]): string {
  const isOne = (uri: string | undefined) => functionArns.some((arn) => parseInvocationUri(uri ?? "")?.functionArn.startsWith(arn));
  const uses = apis.flatMap(({ name, definition }) =>
    Object.entries(definition.routes).flatMap(([key, { integration, authorization }]) => {
      const authorizer = "authorizer" in authorization ? definition.authorizers[authorization.authorizer] : undefined;
      return [
        ...(isOne(integration.uri) ? [`${name}, ${key}`] : []),
        ...(isOne(authorizer?.authorizerUri) ? [`the authorizer of ${name}, ${key}`] : []),
      ];
    }),
  );
  if (uses.length === 0) return "";
  return ` (${uses.slice(0, SAID).join("; ")}${uses.length > SAID ? `; and ${uses.length - SAID} more` : ""})`;
}
