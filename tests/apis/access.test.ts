import assert from "node:assert/strict";
import { createHash, createHmac, createSign, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Answer, type Served, serve } from "./served";

const FIXTURE = join(__dirname, "fixtures/access");
const MOBILE_KEY = "mobile-key-of-twenty-or-more";
const PARTNER_KEY = "partner-key-of-twenty-or-more";
const POOL = "us-east-1_AbCdEfGhI";
const CONFIG = {
  mobileKey: MOBILE_KEY,
  partnerKey: PARTNER_KEY,
  userPoolArn: `arn:aws:cognito-idp:us-east-1:123456789012:userpool/${POOL}`,
};
const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });

function token(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const issued = {
    iss: `https://cognito-idp.us-east-1.amazonaws.com/${POOL}`,
    sub: "jane",
    exp: Math.floor(Date.now() / 1000) + 600,
    ...claims,
  };
  const signed = `${part({ alg: "RS256", kid: "k" })}.${part(issued)}`;
  return `${signed}.${createSign("sha256").update(signed).sign(pair.privateKey, "base64url")}`;
}

/**
 * Headers of a request without body that the local access key signs:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
function signed(method: string, path: string, host: string): Readonly<Record<string, string>> {
  const date = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
  const scope = `${date.slice(0, 8)}/us-east-1/execute-api/aws4_request`;
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const request = [method, path, "", `host:${host}`, `x-amz-date:${date}`, "", "host;x-amz-date", hash("")].join("\n");
  const key = scope.split("/").reduce<string | Buffer>((secret, part) => createHmac("sha256", secret).update(part).digest(), "AWS4test");
  const signature = createHmac("sha256", key)
    .update(["AWS4-HMAC-SHA256", date, scope, hash(request)].join("\n"))
    .digest("hex");
  return {
    host,
    "x-amz-date": date,
    authorization: `AWS4-HMAC-SHA256 Credential=test/${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  };
}

describe("The access program of the guide, served by the local command", () => {
  let served: Served;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "keys-"));
    writeFileSync(join(folder, "jwks.json"), JSON.stringify({ keys: [{ ...pair.publicKey.export({ format: "jwk" }), kid: "k" }] }));
    const config = Object.entries(CONFIG).flatMap(([name, value]) => ["--config", `${name}=${value}`]);
    served = await serve(FIXTURE, ["--jwks", join(folder, "jwks.json"), ...config]);
  });
  after(async () => {
    await served.stop();
    rmSync(folder, { recursive: true });
  });

  const get = (path: string, headers: Readonly<Record<string, string>> = {}) => served.ask("GET", path, { headers });
  const outcome = ({ status, text }: Answer) => [status, JSON.parse(text)];

  it("lets a token pass, refuses it by policy, and does not know others", async () => {
    const of = (authorization: string) => get("/shop/prod/orders", { authorization });
    assert.deepEqual(outcome(await of("Bearer jane")), [200, { principalId: "jane", plan: "gold" }]);
    assert.deepEqual(outcome(await of("Bearer bob")), [
      403,
      { Message: "User is not authorized to access this resource with an explicit deny in an identity-based policy" },
    ]);
    for (const unknown of ["Bearer eve", "jane"]) assert.deepEqual(outcome(await of(unknown)), [401, { message: "Unauthorized" }]);
    assert.equal((await get("/shop/prod/orders")).status, 401);
  });

  it("asks a function about a request by header and query", async () => {
    const tenant = { "X-Tenant": "north" };
    assert.equal((await get("/shop/prod/orders/tenant?code=1234", tenant)).status, 200);
    assert.equal((await get("/shop/prod/orders/tenant?code=0", tenant)).status, 403);
    assert.equal((await get("/shop/prod/orders/tenant?code=0", { "X-Tenant": "south" })).status, 403);
    assert.equal((await get("/shop/prod/orders/tenant", tenant)).status, 401);
  });

  it("takes an ID token of the user pool, and an access token where a scope is asked for", async () => {
    const id = token({ token_use: "id", aud: "app" });
    assert.deepEqual(outcome(await get("/shop/prod/orders/mine", { authorization: id })), [200, { subject: "jane" }]);
    const post = async (authorization: string) => (await served.ask("POST", "/shop/prod/orders", { headers: { authorization } })).status;
    assert.equal(await post(token({ token_use: "access", scope: "shop/orders.write" })), 200);
    assert.equal(await post(token({ token_use: "access", scope: "shop/orders.read" })), 401);
    assert.equal(await post(id), 401);
  });

  it("asks for a signature", async () => {
    const unsigned = await served.ask("DELETE", "/shop/prod/orders/7");
    assert.deepEqual(outcome(unsigned), [403, { message: "Missing Authentication Token" }]);
    const path = "/shop/prod/orders/7";
    const answer = await served.ask("DELETE", path, { headers: signed("DELETE", path, "localhost") });
    assert.deepEqual(outcome(answer), [200, { userArn: "arn:aws:iam::123456789012:user/local" }]);
  });

  it("asks for an API key, and counts what it may ask for", async () => {
    const of = async (path: string, key?: string) =>
      (await get(`/shop/prod/${path}`, key === undefined ? {} : { "x-api-key": key })).status;
    assert.deepEqual([await of("catalogue"), await of("catalogue", "unknown")], [403, 403]);
    assert.deepEqual([await of("catalogue", MOBILE_KEY), await of("prices", MOBILE_KEY)], [200, 200]);
    assert.deepEqual(outcome(await get("/shop/prod/catalogue", { "x-api-key": MOBILE_KEY })), [429, { message: "Limit Exceeded" }]);
    assert.deepEqual([await of("prices", PARTNER_KEY), await of("prices", PARTNER_KEY)], [200, 429]);
    assert.equal(await of("catalogue", PARTNER_KEY), 200);
  });

  it("takes an API key from an authorizer", async () => {
    const answer = await get("/partners/prod/orders", { authorization: "Bearer jane" });
    assert.deepEqual(outcome(answer), [200, { principalId: "jane", plan: "gold", apiKey: PARTNER_KEY }]);
  });

  it("refuses callers from elsewhere", async () => {
    const [status, { Message }] = outcome(await get("/office/prod/orders"));
    assert.equal(status, 403);
    assert.match(Message, /^User: anonymous is not authorized to perform: execute-api:Invoke on resource: .* with an explicit deny$/);
  });

  it("says at the start that web ACLs do not run locally", async () => {
    await served.logged(/shop, stage prod: its web ACL does not run locally/);
  });
});

describe("The access page of the documentation", () => {
  it("shows the program that is served here, and its functions", () => {
    const page = readFileSync(join(__dirname, "../../docs/access.md"), "utf8");
    for (const file of ["index.ts", "functions/check-token.ts"]) {
      const source = readFileSync(join(FIXTURE, file), "utf8").replace("../../../../components/index", "lambda-rest-api");
      assert.ok(page.includes(`\`\`\`ts\n${source}\`\`\``), `docs/access.md has ${file} as it is`);
    }
  });
});
