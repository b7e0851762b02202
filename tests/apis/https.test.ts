import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import { get as getPlain } from "node:http";
import { request } from "node:https";
import { join } from "node:path";
import { localCertificate } from "../../local/server/index";
import { type Started, start } from "../local/commands/started";
import { removeTemporaryFolders, temporaryFolder } from "../local/temporary";

const ACCESS = join(__dirname, "fixtures/access");
const CONFIG = {
  mobileKey: "mobile-key-of-twenty-or-more",
  partnerKey: "partner-key-of-twenty-or-more",
  userPoolArn: "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI",
};

after(removeTemporaryFolders);

describe("A program that is served by HTTPS, with --no-auth", () => {
  let home: string;
  let started: Started;
  let port: number;
  let url: string;
  before(async () => {
    home = temporaryFolder({});
    const config = Object.entries(CONFIG).flatMap(([name, value]) => ["--config", `${name}=${value}`]);
    started = start(["local", ACCESS, "--port", "0", "--json", "--https", "--no-auth", ...config], { HOME: home, USERPROFILE: home });
    const ready = await started.event("ready");
    port = Number(ready["port"]);
    url = Object(ready["apis"]).find(({ name }: { name: string }) => name === "shop").url;
  });
  after(() => started.child.kill("SIGKILL"));

  const ca = () => readFileSync(join(home, ".lambda-rest-api/localhost/certificate.pem"));
  const ask = async (method: string, path: string, headers: Readonly<Record<string, string>> = {}) => {
    const sent = request({ host: "localhost", servername: "localhost", port, method, path, headers, agent: false, ca: ca() }).end();
    const [response] = await once(sent, "response");
    const text: string[] = [];
    for await (const chunk of response.setEncoding("utf8")) text.push(chunk);
    return { status: response.statusCode, text: text.join("") };
  };

  it("is called by a certificate that holds for localhost, and whose file is told", async () => {
    assert.equal(url, `https://localhost:${port}/shop/prod`);
    assert.equal((await ask("GET", "/shop/prod/catalogue")).status, 200);
    assert.ok(started.stderr().includes(join(home, ".lambda-rest-api/localhost/certificate.pem")), started.stderr());
  });

  it("asks for no token, no signature and no key, and says so loudly", async () => {
    const asked = [
      ["GET", "/shop/prod/orders"],
      ["GET", "/shop/prod/orders/tenant"],
      ["GET", "/shop/prod/orders/mine"],
      ["DELETE", "/shop/prod/orders/7"],
      ["GET", "/shop/prod/prices"],
      ["GET", "/office/prod/orders"],
    ] as const;
    for (const [method, path] of asked) assert.equal((await ask(method, path)).status, 200, path);
    assert.match(started.stderr(), /WARNING: --no-auth: no authorizer, signature, API key or resource policy is asked for/);
  });

  it("lets the inspector's own page read what it shows, and no other", async () => {
    const origin = (of: string) => ask("GET", "/_inspector/no-such", { Origin: of, Host: `localhost:${port}` });
    const [own, other] = [await origin(`https://localhost:${port}`), await origin("https://localhost:1")];
    assert.deepEqual([own.status, other.status], [404, 403]);
  });

  it("answers nobody who speaks in the clear", async () => {
    const sent = getPlain({ host: "127.0.0.1", port, path: "/shop/prod/catalogue", agent: false });
    await assert.rejects(once(sent, "response"));
  });

  it("ends when it is told to, with a connection open", async () => {
    started.child.kill("SIGTERM");
    const [status] = await once(started.child, "exit");
    assert.equal(status, 0);
  });
});

describe("The certificate for localhost", () => {
  it("is made once for each user, its key readable by nobody else", () => {
    const home = temporaryFolder({});
    const made = localCertificate(home);
    assert.deepEqual(localCertificate(home), made);
    if (process.platform !== "win32") {
      assert.equal(statSync(join(home, ".lambda-rest-api/localhost/key.pem")).mode & 0o077, 0);
      assert.equal(statSync(join(home, ".lambda-rest-api")).mode & 0o077, 0);
    }
  });

  it("refuses a home folder that cannot be written", () => {
    const home = join(temporaryFolder({ file: "" }), "file");
    assert.throws(() => localCertificate(home), /^Refusal: --https: ENOTDIR/);
  });

  it("refuses a machine without openssl", () => {
    const home = temporaryFolder({});
    const { PATH } = process.env;
    process.env["PATH"] = home;
    try {
      assert.throws(() => localCertificate(home), /^Refusal: --https: there is no openssl on the PATH/);
    } finally {
      process.env["PATH"] = PATH;
    }
  });
});
