import { readFileSync } from "node:fs";
import type { JSONWebKeySet, JWTVerifyGetKey } from "jose" with { "resolution-mode": "import" };
import { jose, type TokenIssuers } from "../gateway/index";
import { isMapping } from "./program/index";
import { Refusal } from "./refusal";

/** Where tokens come from locally. */
export interface TokenOptions {
  /** A key set, itself, in a file or at a url, that signs the tokens of every issuer. @default what each issuer publishes */
  readonly jwks?: string | URL | { readonly keys: readonly object[] };
  /** Whose tokens are taken as those of any issuer. @default nobody's */
  readonly issuer?: string;
}

/**
 * Milliseconds for which API Gateway keeps keys:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer-keys.html
 */
const KEPT = 60 * 60 * 1000;

/** Milliseconds after which a key set is asked for again where a token names a key that it lacks. */
const COOL_DOWN = 5_000;

/** Milliseconds. */
const TIMEOUT = 5_000;

/**
 * Finds the keys that sign tokens.
 *
 * @throws {Refusal} if a file is to hold a key set, and does not.
 */
export function createTokenIssuers({ jwks, issuer: localIssuer }: TokenOptions = {}): TokenIssuers {
  const given = jwks === undefined ? undefined : keysOf(jwks);
  const discovered = new Map<string, JWTVerifyGetKey>();
  return {
    ...(localIssuer !== undefined && { localIssuer }),
    keysOf: (issuer) => {
      const keys = given ?? discovered.get(issuer) ?? discoveredKeys(issuer);
      discovered.set(issuer, keys);
      return keys;
    },
  };
}

function keysOf(jwks: NonNullable<TokenOptions["jwks"]>): JWTVerifyGetKey {
  if (jwks instanceof URL) return remoteKeys(jwks);
  return typeof jwks === "string" ? localKeys(parse(jwks), jwks) : localKeys(jwks, "{…}");
}

/** https://www.rfc-editor.org/rfc/rfc7517#section-5 */
function localKeys(keys: unknown, from: string): JWTVerifyGetKey {
  if (!isKeySet(keys)) throw new Refusal(`--jwks ${from}: a JSON Web Key Set is an object with the list "keys"`);
  return jose().createLocalJWKSet(keys);
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Refusal(`--jwks ${file}: ${error instanceof Error ? error.message : error}`);
  }
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  return isMapping(value) && Array.isArray(value["keys"]) && value["keys"].every(isMapping);
}

function remoteKeys(url: URL): JWTVerifyGetKey {
  return jose().createRemoteJWKSet(url, { cacheMaxAge: KEPT, cooldownDuration: COOL_DOWN, timeoutDuration: TIMEOUT });
}

/** https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig; one that fails is asked again. */
function discoveredKeys(issuer: string): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    found ??= discover(issuer).then(remoteKeys);
    try {
      return await (await found)(header, token);
    } catch (error) {
      if (!(error instanceof jose().errors.JOSEError)) found = undefined;
      throw error;
    }
  };
}

async function discover(issuer: string): Promise<URL> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT) }).catch((error: unknown) => {
    throw new Error(`${url} cannot be reached (${reasonOf(error)}); give the keys by --jwks, or another issuer by --issuer`);
  });
  const document: unknown = response.ok ? await response.json() : undefined;
  const { issuer: named, jwks_uri: keys } = isMapping(document) ? document : {};
  if (typeof keys !== "string" || !URL.canParse(keys))
    throw new Error(`${url} answers ${response.status}, and names no jwks_uri; give the keys by --jwks`);
  // API Gateway asks for the very same: https://docs.aws.amazon.com/apigateway/latest/api/API_JwtIssuerInput.html
  if (named !== issuer)
    throw new Error(
      `${url} names the issuer ${JSON.stringify(named)}, which is not ${issuer}: API Gateway wants the very same; correct the authorizer's issuer`,
    );
  return new URL(keys);
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
