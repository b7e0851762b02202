import { DEFAULT_TTL } from "../limits";
import { AUTHORIZER_TYPES } from "../tables/index";
import type { Authorization, Authorizer } from "../types";
import { whole } from "../whole";
import type { Cursor } from "./cursor";
import { extension } from "./names";

/** What a method asks of its caller. */
export interface Access {
  readonly authorization: Authorization;
  readonly apiKeyRequired: boolean;
}

/** The security schemes of a document. */
export interface SecurityReader {
  readonly authorizers: ReadonlyMap<string, Authorizer>;
  /** What the requirements of one operation mean. */
  accessOf(operation: Cursor): Access;
}

type Scheme = { readonly kind: "authorizer"; readonly type: Authorizer["type"] } | { readonly kind: "iam" } | { readonly kind: "apiKey" };

const NONE: Authorization = { type: "NONE" };
const IAM: Authorization = { type: "AWS_IAM" };

/** Reads the security schemes, and what the document's root asks where an operation says nothing. */
export function readSecurity(securitySchemes: Cursor, rootSecurity: Cursor): SecurityReader {
  const schemes = new Map<string, Scheme>();
  const authorizers = new Map<string, Authorizer>();
  for (const [name, at] of securitySchemes.members()) {
    const authorizer = at.member(extension.authorizer).present ? readAuthorizer(at) : undefined;
    const scheme: Scheme | undefined = authorizer === undefined ? keyOrIam(at) : { kind: "authorizer", type: authorizer.type };
    if (scheme !== undefined) schemes.set(name, scheme);
    if (authorizer !== undefined) authorizers.set(name, authorizer);
  }
  return {
    authorizers,
    accessOf: (operation) => {
      const security = operation.member("security").present ? operation.member("security") : rootSecurity;
      return readAccess(operation, security, schemes);
    },
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
function readAuthorizer(scheme: Cursor): Authorizer | undefined {
  const at = scheme.member(extension.authorizer);
  const type = at.member("type").needed("the authorizer's type").choice(AUTHORIZER_TYPES);
  const ownSource = split(at.member("identitySource").text());
  const authorizer = {
    authorizerUri: at.member("authorizerUri").text(),
    authorizerCredentials: at.member("authorizerCredentials").text(),
    identitySource: type === "REQUEST" ? ownSource : headerOf(scheme),
    identityValidationExpression: at.member("identityValidationExpression").text(),
    authorizerResultTtlInSeconds: at.member("authorizerResultTtlInSeconds").integer() ?? DEFAULT_TTL,
    providerArns: at.member("providerARNs").texts(),
  };
  at.ignoreOthers();
  return type && whole<Authorizer>({ type, ...authorizer });
}

// A TOKEN or Cognito authorizer reads the header that its scheme names, whatever its identitySource says: recorded (an imported Cognito authorizer).
function headerOf(scheme: Cursor): string[] {
  const name = scheme.member("name").needed("the name of the header that holds the token").text();
  return name === undefined ? [] : [`method.request.header.${name}`];
}

function split(identitySource: string | undefined): string[] {
  return (identitySource ?? "")
    .split(",")
    .map((source) => source.trim())
    .filter((source) => source !== "");
}

function keyOrIam(at: Cursor): Scheme | undefined {
  if (at.member(extension.authtype).present && at.member(extension.authtype).text()?.toLowerCase() === "awssigv4") return { kind: "iam" };
  const isKey = at.member("type").text() === "apiKey" && at.member("name").text()?.toLowerCase() === "x-api-key";
  return isKey ? { kind: "apiKey" } : undefined;
}

function readAccess(operation: Cursor, security: Cursor, schemes: ReadonlyMap<string, Scheme>): Access {
  const asked = new Map<string, Authorization>();
  let apiKeyRequired = false;
  for (const [name, scopes] of security.items().flatMap((requirement) => requirement.members())) {
    const scheme = schemes.get(name);
    if (scheme === undefined)
      scopes.ignore(
        `asks for ${name}, which API Gateway cannot enforce: it needs a scheme with ${extension.authorizer}, of type awsSigv4, or named x-api-key; or join it by authorizers or securitySchemes`,
      );
    else if (scheme.kind === "apiKey") apiKeyRequired = true;
    else if (scheme.kind === "iam") asked.set(IAM.type, IAM);
    else asked.set(name, authorizedBy(name, scheme.type, [...scopesOf(asked.get(name)), ...scopes.texts()]));
  }
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-auth.html
  const auth = operation.member(extension.auth).member("type").choice(["NONE", "AWS_IAM"]);
  if (auth === "AWS_IAM") asked.set(IAM.type, IAM);
  if (asked.size > 1) operation.refuse("asks for several authorizers; a method has one, which may ask for an API key besides");
  return { authorization: (auth === "NONE" ? undefined : [...asked.values()][0]) ?? NONE, apiKeyRequired };
}

// Of several scopes one is enough: developer guide, "Integrate a REST API with an Amazon Cognito user pool".
function scopesOf(authorization: Authorization | undefined): readonly string[] {
  return authorization?.type === "COGNITO_USER_POOLS" ? authorization.scopes : [];
}

function authorizedBy(authorizer: string, type: Authorizer["type"], scopes: readonly string[]): Authorization {
  return type === "COGNITO_USER_POOLS" ? { type, authorizer, scopes } : { type: "CUSTOM", authorizer };
}
