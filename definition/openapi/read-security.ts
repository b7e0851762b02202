import { DEFAULT_TTL } from "../limits";
import type { Path, Places } from "../places";
import { AUTHORIZER_TYPES, JWT_CLAIM_FORMATS, JWT_SIGNING_ALGORITHMS } from "../tables/index";
import type { Authorization, Authorizer, JwtAdditionalClaim, JwtConfiguration } from "../types";
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
  /** Those that are authorizers by themselves. */
  readonly authorizers: ReadonlyMap<string, Authorizer>;
  /** Names of the headers that the schemes read; undefined of a scheme that reads none. */
  readonly headers: ReadonlyMap<string, string | undefined>;
  /** What the requirements of one operation mean. */
  accessOf(operation: Cursor): Access;
}

/**
 * What asks the callers of a security scheme's operations for their credentials, where that is no authorizer; `NONE` leaves it to the back
 * end.
 */
export type SecuritySchemeAccess = "API_KEY" | "AWS_IAM" | "NONE";

/** What a document's security schemes are joined to, by name. */
export interface JoinedSchemes {
  readonly authorizers: Readonly<Record<string, Authorizer["type"]>>;
  readonly securitySchemes: Readonly<Record<string, SecuritySchemeAccess>>;
}

type Scheme =
  | { readonly kind: "authorizer"; readonly type: Authorizer["type"] }
  | { readonly kind: "iam" }
  | { readonly kind: "apiKey" }
  | { readonly kind: "none" };

/**
 * The requirement by which SAM leaves a route open for which its API has a default authorizer, and for which it makes no scheme:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-apifunctionauth.html
 */
const OPEN = "NONE";
const NONE: Authorization = { type: "NONE" };
const IAM: Authorization = { type: "AWS_IAM" };

/** Reads the security schemes, and what the document's root asks where an operation says nothing. */
export function readSecurity(
  securitySchemes: Cursor,
  rootSecurity: Cursor,
  joined: JoinedSchemes | undefined,
  places: Places,
): SecurityReader {
  const schemes = new Map<string, Scheme>();
  const authorizers = new Map<string, Authorizer>();
  const headers = new Map<string, string | undefined>();
  for (const [name, at] of securitySchemes.members()) {
    const authorizer = at.member(extension.authorizer).present ? readAuthorizer(at, ["authorizers", name], places) : undefined;
    const scheme: Scheme | undefined =
      authorizer === undefined ? (joinedScheme(name, joined) ?? keyOrIam(at)) : { kind: "authorizer", type: authorizer.type };
    if (scheme === undefined && joined === undefined) tellUnenforced(name, at);
    if (scheme !== undefined) schemes.set(name, scheme);
    if (authorizer !== undefined) authorizers.set(name, authorizer);
    headers.set(name, at.member("in").is("header") ? at.member("name").text() : undefined);
  }
  return {
    authorizers,
    headers,
    accessOf: (operation) => {
      const own = operation.member("security");
      return readAccess(operation, own.present ? own : rootSecurity, schemes, headers);
    },
  };
}

// Reported: what an import answers (https://github.com/amazon-archives/aws-apigateway-importer/issues/187), and what it warns of.
function tellUnenforced(name: string, scheme: Cursor): void {
  const [type, authtype] = [scheme.member("type"), scheme.member(extension.authtype)];
  if (authtype.present)
    authtype.refuse(
      `says that ${name} is an authorizer, and ${extension.authorizer} is missing. API Gateway: Unable to create authorizer from security definition: '${name}'. Extension ${extension.authorizer} is required.`,
    );
  else if (!type.is("apiKey"))
    type.warn(
      `is no apiKey, and what asks for ${name} is open to everybody: write ${extension.authorizer}. API Gateway: Unsupported security definition type '${type.text() ?? ""}' for '${name}'. Ignoring.`,
    );
}

const UNJOINED: JoinedSchemes = { authorizers: {}, securitySchemes: {} };

function joinedScheme(name: string, { authorizers, securitySchemes }: JoinedSchemes = UNJOINED): Scheme | undefined {
  const type = Object.hasOwn(authorizers, name) ? authorizers[name] : undefined;
  if (type !== undefined) return { kind: "authorizer", type };
  return Object.hasOwn(securitySchemes, name) ? SCHEMES[securitySchemes[name] ?? "NONE"] : undefined;
}

const SCHEMES: Readonly<Record<SecuritySchemeAccess, Scheme>> = {
  API_KEY: { kind: "apiKey" },
  AWS_IAM: { kind: "iam" },
  NONE: { kind: "none" },
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
function readAuthorizer(scheme: Cursor, part: Path, places: Places): Authorizer | undefined {
  const at = scheme.member(extension.authorizer);
  places.moved(part, at.path, "document");
  places.moved([...part, "providerArns"], at.member("providerARNs").path, "document");
  const type = at.member("type").needed("the authorizer's type").word(AUTHORIZER_TYPES);
  const source = at.member("identitySource").text();
  // A JWT authorizer reads one header.
  const schemeType = scheme.member("type");
  // Developer guide, "Amazon API Gateway important notes"; of JWT authorizers nothing is said.
  if (type !== "JWT" && !schemeType.is("apiKey")) schemeType.refuse("must be apiKey where the scheme is an authorizer of API Gateway");
  const ownSource = type === "JWT" && source !== undefined ? [source] : split(source);
  const readsHeader = type === "TOKEN" || type === "COGNITO_USER_POOLS" || (type === "JWT" && ownSource.length === 0);
  places.made([...part, "identitySource"], readsHeader ? scheme.member("name").path : at.member("identitySource").path, "document");
  const authorizer = {
    authorizerUri: at.member("authorizerUri").text(),
    authorizerCredentials: at.member("authorizerCredentials").text(),
    identitySource: readsHeader ? headerOf(scheme) : ownSource,
    identityValidationExpression: at.member("identityValidationExpression").text(),
    authorizerResultTtlInSeconds: at.member("authorizerResultTtlInSeconds").integer() ?? (type === "JWT" ? 0 : DEFAULT_TTL),
    providerArns: at.member("providerARNs").texts(),
    jwtConfiguration: type === "JWT" ? readJwtConfiguration(at.member("jwtConfiguration")) : undefined,
  };
  at.ignoreOthers();
  return type === undefined ? undefined : whole<Authorizer>({ type, ...authorizer });
}

// How a document spells it is not published; the members are those of the API:
// https://docs.aws.amazon.com/apigateway/latest/api/API_JwtConfigurationInput.html
function readJwtConfiguration(at: Cursor): JwtConfiguration {
  const issuers = at.member("issuers").needed("the list of { issuer, audiences }; issuer and audience beside each other are of HTTP APIs");
  const algorithms = at.member("defaultAlgorithms").needed("the list of the tokens' signing algorithms");
  return {
    issuers: issuers.items().map((issuer) => ({
      issuer: issuer.member("issuer").needed("the tokens' iss").text() ?? "",
      audiences: issuer.member("audiences").texts(),
      additionalClaims: issuer
        .member("additionalClaims")
        .items()
        .map((claim) => readClaim(claim)),
    })),
    defaultAlgorithms: algorithms.items().flatMap((algorithm) => algorithm.word(JWT_SIGNING_ALGORITHMS) ?? []),
  };
}

function readClaim(at: Cursor): JwtAdditionalClaim {
  const expected = at.member("expectedValues");
  return whole<JwtAdditionalClaim>({
    claimName: at.member("claimName").needed("the claim's name").text() ?? "",
    format: at.member("format").word(JWT_CLAIM_FORMATS) ?? "SINGLE_STRING",
    required: at.member("required").flag() ?? false,
    expectedValues: expected.present ? expected.texts() : undefined,
  });
}

// A TOKEN or Cognito authorizer reads the header that its scheme names, whatever its identitySource says: recorded (an imported Cognito
// authorizer).
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

function readAccess(operation: Cursor, security: Cursor, schemes: ReadonlyMap<string, Scheme>, written: SecurityReader["headers"]): Access {
  const asked = new Map<string, Authorization>();
  let apiKeyRequired = false;
  for (const [name, scopes] of security.items().flatMap((requirement) => requirement.members())) {
    const scheme = schemes.get(name);
    if (!written.has(name)) {
      if (name !== OPEN)
        scopes.ignore(`asks for ${name}, which is no security scheme of the document and leaves the operation open: write the scheme, too`);
    } else if (scheme === undefined)
      scopes.ignore(
        `asks for ${name}, which API Gateway cannot enforce: it needs a scheme with ${extension.authorizer}, of type awsSigv4, or named x-api-key; or join it by authorizers or securitySchemes`,
      );
    else if (scheme.kind === "apiKey") apiKeyRequired = true;
    else if (scheme.kind === "iam") asked.set(IAM.type, IAM);
    else if (scheme.kind === "authorizer")
      asked.set(name, authorizedBy(name, scheme.type, [...scopesOf(asked.get(name)), ...scopes.texts()]));
  }
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-auth.html
  const auth = readAuth(operation.member(extension.auth));
  if (auth === "AWS_IAM") asked.set(IAM.type, IAM);
  if (asked.size > 1) operation.refuse("asks for several authorizers; a method has one, which may ask for an API key besides");
  return { authorization: (auth === "NONE" ? undefined : [...asked.values()][0]) ?? NONE, apiKeyRequired };
}

/** What is not known here cannot be left to API Gateway: dropped, it would leave the route open. */
function readAuth(at: Cursor): "NONE" | "AWS_IAM" | undefined {
  if (!at.present) return undefined;
  if (!at.isObject) return at.is("NONE") ? at.ignore("must be an object") : at.refuse("must be an object");
  const type = at.member("type").needed("NONE or AWS_IAM");
  at.ignoreOthers();
  const auth = type.text()?.toUpperCase();
  if (auth === undefined || auth === "NONE" || auth === "AWS_IAM") return auth;
  return type.refuse("must be NONE or AWS_IAM");
}

// Of several scopes one is enough: developer guide, "Integrate a REST API with an Amazon Cognito user pool".
function scopesOf(authorization: Authorization | undefined): readonly string[] {
  return authorization !== undefined && "scopes" in authorization ? authorization.scopes : [];
}

function authorizedBy(authorizer: string, type: Authorizer["type"], scopes: readonly string[]): Authorization {
  if (type === "JWT") return { type: "JWT", authorizer, scopes };
  return type === "COGNITO_USER_POOLS" ? { type: "COGNITO_USER_POOLS", authorizer, scopes } : { type: "CUSTOM", authorizer };
}
