import assert from "node:assert/strict";
import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import fc from "fast-check";
import { createTokenVerifier } from "../../../gateway/token/index";

const NOW = Date.parse("2024-06-15T12:00:00Z");
const SECONDS = NOW / 1000;
const ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI";
const ARN = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI";
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const otherRsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const jsonWebKeys = { keys: [jwk(rsa.publicKey, "k1"), jwk(ec.publicKey, "ec"), { kid: "broken", kty: "RSA" }, null] };
const ID_TOKEN = { iss: ISSUER, token_use: "id", aud: "client", exp: SECONDS + 60, sub: "jane" };
const ACCESS_TOKEN = { ...ID_TOKEN, token_use: "access", scope: "openid pets/read" };

function jwk(key: KeyObject, kid: string): { readonly [name: string]: string } {
  return { ...JSON.parse(JSON.stringify(key.export({ format: "jwk" }))), kid };
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function token(claims: object, header: object = {}, key: KeyObject = rsa.privateKey): string {
  const signed = `${part({ alg: "RS256", kid: "k1", ...header })}.${part(claims)}`;
  return `${signed}.${createSign("sha256").update(signed).sign(key, "base64url")}`;
}

function verify(text: string, scopes: readonly string[] = []) {
  return createTokenVerifier([{ arn: ARN, jsonWebKeys }])(text, { scopes, now: NOW });
}

describe("a token of a user pool", () => {
  it("is good for a method without scopes where it is an ID token, and gives its claims", () => {
    assert.deepEqual(verify(token(ID_TOKEN)), { kind: "valid", claims: ID_TOKEN });
  });
  it("is good for a method with scopes where it is an access token that has one of them", () => {
    assert.deepEqual(verify(token(ACCESS_TOKEN), ["pets/write", "pets/read"]), { kind: "valid", claims: ACCESS_TOKEN });
  });
  it("is out of scope without any of the method's scopes", () => {
    assert.equal(verify(token(ACCESS_TOKEN), ["pets"]).kind, "outOfScope");
    assert.equal(verify(token({ ...ACCESS_TOKEN, scope: undefined }), ["pets/read"]).kind, "outOfScope");
  });
  it("expires at its time of expiry", () => {
    assert.equal(verify(token({ ...ID_TOKEN, exp: SECONDS })).kind, "expired");
    assert.equal(verify(token({ ...ID_TOKEN, exp: SECONDS + 0.001 })).kind, "valid");
  });
  it("keeps prototype-named claims as data", () => {
    const claims: object = JSON.parse(`{"__proto__": "x", "constructor": "y", "length": 1, ${JSON.stringify(ID_TOKEN).slice(1)}`);
    const result = verify(token(claims));
    assert.deepEqual(result.kind === "valid" && Object.keys(result.claims).slice(0, 3), ["__proto__", "constructor", "length"]);
  });
  const REFUSED: readonly (readonly [title: string, text: string, scopes: readonly string[], reason: RegExp])[] = [
    ["an access token for a method without scopes", token(ACCESS_TOKEN), [], /no id token/],
    ["an ID token for a method with scopes", token(ID_TOKEN), ["pets/read"], /no access token/],
    ["another pool's token", token({ ...ID_TOKEN, iss: `${ISSUER}x` }), [], /issuer/],
    ["a token without issuer", token({ ...ID_TOKEN, iss: undefined }), [], /issuer/],
    ["a token of an unknown key", token(ID_TOKEN, { kid: "k2" }), [], /no RSA key "k2"/],
    ["a token of a malformed key", token(ID_TOKEN, { kid: "broken" }), [], /no RSA key/],
    ["a token of a key that Cognito does not have", token(ID_TOKEN, { kid: "ec", alg: "ES256" }, ec.privateKey), [], /no RSA key/],
    ["a token signed by another key", token(ID_TOKEN, {}, otherRsa.privateKey), [], /signature/],
    ["a token signed with nothing", `${part({ alg: "none", kid: "k1" })}.${part(ID_TOKEN)}.AA`, [], /signature/],
    ["a token signed by another algorithm", token(ID_TOKEN, { alg: "HS256" }), [], /signature/],
    ["a token whose claims were changed", token(ID_TOKEN).replace(/\.[^.]+\./, `.${part({ ...ID_TOKEN, sub: "joe" })}.`), [], /signature/],
    ["a token without expiry", token({ ...ID_TOKEN, exp: undefined }), [], /expiry/],
    ["a token whose expiry is a text", token({ ...ID_TOKEN, exp: "9999999999" }), [], /expiry/],
    ["no token", "", [], /no JSON Web Token/],
    ["a token that still has its scheme", `Bearer ${token(ID_TOKEN)}`, [], /no JSON Web Token/],
    ["a token of no JSON", "a.b.c", [], /no JSON Web Token/],
    ["a token of lists", `${part([])}.${part([])}.c`, [], /no JSON Web Token/],
  ];
  for (const [title, text, scopes, reason] of REFUSED) {
    it(`refuses ${title}`, () => {
      const result = verify(text, scopes);
      assert.match(result.kind === "refused" ? result.reason : result.kind, reason);
    });
  }
  it("refuses every token where the key set is none", () => {
    const verifyToken = createTokenVerifier([{ arn: ARN, jsonWebKeys: { keys: "none" } }]);
    assert.equal(verifyToken(token(ID_TOKEN), { scopes: [], now: NOW }).kind, "refused");
  });
  it("knows the issuers of several pools and of China", () => {
    const china = "arn:aws-cn:cognito-idp:cn-north-1:123456789012:userpool/cn-north-1_AbCdEfGhI";
    const verifyToken = createTokenVerifier([
      { arn: ARN, jsonWebKeys: { keys: [] } },
      { arn: china, jsonWebKeys },
    ]);
    const claims = { ...ID_TOKEN, iss: "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbCdEfGhI" };
    assert.equal(verifyToken(token(claims), { scopes: [], now: NOW }).kind, "valid");
  });
  it("never throws, whatever the text", () => {
    const segment = fc.oneof(
      fc.base64String(),
      fc.jsonValue().map(part),
      fc.constant(part({ alg: "RS256", kid: "k1" })),
      fc.constant(part(ID_TOKEN)),
    );
    fc.assert(fc.property(fc.array(segment, { maxLength: 4 }), (parts) => assert.notEqual(verify(parts.join(".")).kind, "valid")));
  });
});
