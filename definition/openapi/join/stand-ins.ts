import type { Authorizer } from "../../types";
import { extension, METHOD_OF_MEMBER } from "../names";

/** What asks the callers of a security scheme's operations for their credentials, where that is no authorizer; `NONE` leaves it to the back end. */
export type SecuritySchemeAccess = "API_KEY" | "AWS_IAM" | "NONE";

/** What a document's security schemes are joined to, by name. */
export interface JoinedSchemes {
  readonly authorizers: Readonly<Record<string, Authorizer["type"]>>;
  readonly securitySchemes: Readonly<Record<string, SecuritySchemeAccess>>;
}

/**
 * The document with extensions of API Gateway in the places of what is said beside it, so that it can be read as one that has them; where it has its own, these stay.
 * All other places stay where they are.
 */
export function withStandIns(document: unknown, { authorizers, securitySchemes }: JoinedSchemes): unknown {
  const open = Object.keys(securitySchemes).filter((name) => securitySchemes[name] === "NONE");
  const scheme = (written: unknown, name: string): unknown => {
    if (Object.hasOwn(authorizers, name)) return authorizerScheme(written, authorizers[name] ?? "TOKEN");
    const access = Object.hasOwn(securitySchemes, name) ? securitySchemes[name] : undefined;
    if (access === "API_KEY") return { type: "apiKey", name: "x-api-key", in: "header" };
    return access === "AWS_IAM" ? { type: "apiKey", name: "Authorization", in: "header", [extension.authtype]: "awsSigv4" } : written;
  };
  const operation = (written: unknown): unknown =>
    isMembers(written) ? { [extension.integration]: STAND_IN, ...changed(written, "security", (security) => without(open, security)) } : written;
  const item = (written: unknown): unknown => mapMembers(written, (at, name) => (Object.hasOwn(METHOD_OF_MEMBER, name) ? operation(at) : at));
  let joined = changed(document, "paths", (paths) => mapMembers(paths, item));
  joined = changed(joined, "security", (security) => without(open, security));
  joined = changed(joined, "securityDefinitions", (schemes) => mapMembers(schemes, scheme));
  return changed(joined, "components", (components) => changed(components, "securitySchemes", (schemes) => mapMembers(schemes, scheme)));
}

const STAND_IN = { type: "mock" };

function authorizerScheme(written: unknown, type: Authorizer["type"]): unknown {
  if (isMembers(written) && Object.hasOwn(written, extension.authorizer)) return written;
  return { type: "apiKey", name: "Authorization", in: "header", [extension.authorizer]: { type: type.toLowerCase() } };
}

/** The requirements without those of these schemes. */
function without(schemes: readonly string[], security: unknown): unknown {
  if (!Array.isArray(security)) return security;
  return security.map((requirement: unknown) =>
    isMembers(requirement) ? Object.fromEntries(Object.entries(requirement).filter(([name]) => !schemes.includes(name))) : requirement,
  );
}

function changed<T>(value: T, name: string, change: (member: unknown) => unknown): T | Record<string, unknown> {
  return isMembers(value) && Object.hasOwn(value, name) ? { ...value, [name]: change(value[name]) } : value;
}

function mapMembers(value: unknown, map: (member: unknown, name: string) => unknown): unknown {
  return isMembers(value) ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, map(member, name)])) : value;
}

export function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
