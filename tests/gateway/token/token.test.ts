import assert from "node:assert/strict";
import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import fc from "fast-check";
import { createLocalJWKSet } from "jose";
import { verifyToken } from "../../../gateway/token/index";

const NOW = Date.parse("2024-06-15T12:00:00Z");
const SECONDS = NOW / 1000;
const ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI";
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const otherRsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const keys = createLocalJWKSet({ keys: [jwk(rsa.publicKey, "k1"), jwk(ec.publicKey, "ec"), { kid: "broken", kty: "RSA" }] });
const CLAIMS = { iss: ISSUER, aud: "client", exp: SECONDS + 60, sub: "jane" };

function jwk(key: KeyObject, kid: string) {
  return { ...JSON.parse(JSON.stringify(key.export({ format: "jwk" }))), kid };
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function token(claims: object, header: object = {}, key: KeyObject = rsa.privateKey): string {
  const signed = `${part({ alg: "RS256", kid: "k1", ...header })}.${part(claims)}`;
  return `${signed}.${createSign("sha256").update(signed).sign({ key, dsaEncoding: "ieee-p1363" }, "base64url")}`;
}

function verify(text: string, algorithms = ["RS256"], localIssuer?: string) {
  const tokenIssuers = { ...(localIssuer !== undefined && { localIssuer }), keysOf: () => keys };
  return verifyToken(text, { issuers: ["https://other.example", ISSUER], algorithms, now: NOW }, tokenIssuers);
}

describe("A token", () => {
  it("of one of the issuers is good, and gives its claims", async () => {
    assert.deepEqual(await verify(token(CLAIMS)), { kind: "valid", claims: CLAIMS });
  });
  it("by an elliptic curve is good where that is accepted", async () => {
    assert.equal((await verify(token(CLAIMS, { kid: "ec", alg: "ES256" }, ec.privateKey), ["RS256", "ES256"])).kind, "valid");
  });
  it("of a provider that stands for the issuers is good", async () => {
    const text = token({ ...CLAIMS, iss: "http://localhost:8080" });
    assert.deepEqual([(await verify(text)).kind, (await verify(text, ["RS256"], "http://localhost:8080")).kind], ["refused", "valid"]);
  });
  it("expires at its time of expiry", async () => {
    assert.equal((await verify(token({ ...CLAIMS, exp: SECONDS }))).kind, "expired");
    assert.equal((await verify(token({ ...CLAIMS, exp: SECONDS + 0.001 }))).kind, "valid");
  });
  it("keeps prototype-named claims as data", async () => {
    const claims: object = JSON.parse(`{"__proto__": "x", "constructor": "y", "length": 1, ${JSON.stringify(CLAIMS).slice(1)}`);
    const result = await verify(token(claims));
    assert.deepEqual(result.kind === "valid" && Object.keys(result.claims).slice(0, 3), ["__proto__", "constructor", "length"]);
  });
  const REFUSED: readonly (readonly [title: string, text: string, reason: RegExp])[] = [
    ["another issuer's token", token({ ...CLAIMS, iss: `${ISSUER}x` }), /issuer/],
    ["a token without issuer", token({ ...CLAIMS, iss: undefined }), /issuer/],
    ["a token of an unknown key", token(CLAIMS, { kid: "k2" }), /no applicable key/],
    ["a token that names no key", token(CLAIMS, { kid: undefined }), /no key/],
    ["a token of an algorithm that is not accepted", token(CLAIMS, { kid: "ec", alg: "ES256" }, ec.privateKey), /"alg"/],
    ["a token signed by another key", token(CLAIMS, {}, otherRsa.privateKey), /signature/],
    ["a token signed with nothing", `${part({ alg: "none", kid: "k1" })}.${part(CLAIMS)}.AA`, /"alg"/],
    ["a token signed by a secret", token(CLAIMS, { alg: "HS256" }), /"alg"/],
    ["a token whose claims were changed", token(CLAIMS).replace(/\.[^.]+\./, `.${part({ ...CLAIMS, sub: "joe" })}.`), /signature/],
    ["a token without expiry", token({ ...CLAIMS, exp: undefined }), /"exp"/],
    ["a token whose expiry is a text", token({ ...CLAIMS, exp: "9999999999" }), /"exp"/],
    ["a token that is not good yet", token({ ...CLAIMS, nbf: SECONDS + 1 }), /"nbf"/],
    ["no token", "", /no JSON Web Token/],
    ["a token that still has its scheme", `Bearer ${token(CLAIMS)}`, /no JSON Web Token/],
    ["a token of no JSON", "a.b.c", /no JSON Web Token/],
    ["a token of lists", `${part([])}.${part([])}.c`, /no JSON Web Token/],
  ];
  for (const [title, text, reason] of REFUSED) {
    it(`refuses ${title}`, async () => {
      const result = await verify(text);
      assert.match(result.kind === "refused" ? result.reason : result.kind, reason);
    });
  }
  it("cannot be verified where its key is malformed, or its issuer's keys cannot be had", async () => {
    assert.equal((await verify(token(CLAIMS, { kid: "broken" }))).kind, "unverifiable");
    const offline = async () => {
      throw new Error("there is no network");
    };
    const result = await verifyToken(token(CLAIMS), { issuers: [ISSUER], algorithms: ["RS256"], now: NOW }, { keysOf: () => offline });
    assert.match(result.kind === "unverifiable" ? result.reason : result.kind, /there is no network/);
  });
  it("never throws, whatever the text", async () => {
    const segment = fc.oneof(
      fc.base64String(),
      fc.jsonValue().map(part),
      fc.constant(part({ alg: "RS256", kid: "k1" })),
      fc.constant(part(CLAIMS)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 4 }), async (parts) =>
        assert.notEqual((await verify(parts.join("."))).kind, "valid"),
      ),
    );
  });
});
