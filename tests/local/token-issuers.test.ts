import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { errors, jwtVerify, SignJWT } from "jose";
import { createTokenIssuers, type TokenOptions } from "../../local/token-issuers";
import { temporaryFolder } from "./temporary";

const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const keySet = { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k" }] };

async function verify(issuer: string, options?: TokenOptions, kid = "k"): Promise<unknown> {
  const token = await new SignJWT({ iss: issuer }).setProtectedHeader({ alg: "ES256", kid }).sign(privateKey);
  return (await jwtVerify(token, createTokenIssuers(options).keysOf(issuer))).payload.iss;
}

describe("The keys of tokens", () => {
  let server: Server;
  let url: string;
  const asked: string[] = [];

  before(async () => {
    server = createServer(({ url: path = "" }, response) => {
      asked.push(path);
      const issuer = path.startsWith("/liar") ? `${url}/other` : url;
      if (path.endsWith("/.well-known/openid-configuration"))
        response.end(JSON.stringify(path.startsWith("/silent") ? {} : { issuer, jwks_uri: `${url}/keys` }));
      else if (path === "/keys") response.end(JSON.stringify(keySet));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it("are found by discovery at their issuer, once", async () => {
    const issuers = createTokenIssuers();
    asked.length = 0;
    for (let i = 0; i < 3; i++) {
      const token = await new SignJWT({}).setProtectedHeader({ alg: "ES256", kid: "k" }).sign(privateKey);
      await jwtVerify(token, issuers.keysOf(url));
    }
    assert.deepEqual(asked, ["/.well-known/openid-configuration", "/keys"]);
  });

  it("of a file, or of a url, are those of every issuer", async () => {
    const file = join(temporaryFolder({ "jwks.json": JSON.stringify(keySet) }), "jwks.json");
    assert.equal(await verify("https://login.example.com", { jwks: file }), "https://login.example.com");
    assert.equal(await verify("https://login.example.com", { jwks: new URL(`${url}/keys`) }), "https://login.example.com");
  });

  it("lack a key that a token names", async () => {
    await assert.rejects(verify(url, {}, "other"), errors.JWKSNoMatchingKey);
  });

  it("cannot be had from an issuer that names none, another issuer, or is not there, and it is said what to do", async () => {
    await assert.rejects(verify(`${url}/silent`), /names no jwks_uri/);
    await assert.rejects(verify(`${url}/liar`), /names the issuer "http:.*\/other"/);
    await assert.rejects(verify("http://127.0.0.1:1"), /cannot be reached .*--jwks/);
  });

  it("refuses a file that is not there, is no JSON, or holds no key set", () => {
    const file = join(temporaryFolder({}), "jwks.json");
    for (const [text, told] of [
      ["", /jwks\.json/],
      ['{"keys": {}}', /list "keys"/],
      ['{"keys": [null]}', /list "keys"/],
    ] as const) {
      writeFileSync(file, text);
      assert.throws(() => createTokenIssuers({ jwks: file }), told);
    }
    assert.throws(() => createTokenIssuers({ jwks: `${file}.none` }), /no such file/);
  });
});
