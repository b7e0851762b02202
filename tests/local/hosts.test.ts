import assert from "node:assert/strict";
import { onKnownHosts } from "../../local/hosts";
import { jsonReply } from "../../local/server/index";

const answer = onKnownHosts(
  async () => jsonReply(200, {}),
  [{ domainName: "api.example.com" }, { domainName: "*.shop.example.com" }],
  ["Mine.Example", "*.dev.example"],
);

async function ask(...hosts: readonly string[]): Promise<{ status: number; text: string }> {
  const headers = hosts.map((host) => ["Host", host] as const);
  const { status, body } = await answer({
    method: "GET",
    target: "/",
    headers,
    body: Buffer.alloc(0),
    sourceIp: "127.0.0.1",
    protocol: "HTTP/1.1",
  });
  assert.ok(Buffer.isBuffer(body));
  return { status, text: body.toString() };
}

describe("the host of a request", () => {
  for (const host of [
    "localhost",
    "localhost:3000",
    "LOCALHOST:3000",
    "localhost.",
    "127.0.0.1:3000",
    "192.168.1.7",
    "[::1]:3000",
    "pets.localhost:3000",
    "web",
    "host.docker.internal:3000",
    "0123456789.execute-api.localhost:3000",
    "0123456789.execute-api.us-east-1.amazonaws.com",
    "0123456789-vpce-0a.execute-api.cn-north-1.amazonaws.com.cn",
    "api.example.com",
    "eu.shop.example.com:3000",
    "mine.example",
    "a.dev.example",
  ])
    it(`may be ${host}`, async () => assert.equal((await ask(host)).status, 200));

  it("may be missing, as in HTTP/1.0", async () => assert.equal((await ask()).status, 200));

  for (const host of [
    "attacker.example",
    "attacker.example:3000",
    "localhost.attacker.example",
    "127.0.0.1.attacker.example",
    "0123456789.execute-api.attacker.example",
    "amazonaws.com.attacker.example",
    "a.b.shop.example.com",
    "shop.example.com",
    "example.com",
    "dev.example",
    "xdev.example",
    "a b.c",
    "[::1].attacker.example",
  ])
    it(`refuses to be ${host}`, async () => {
      const { status, text } = await ask(host);
      assert.equal(status, 421);
      assert.match(text, /call it by localhost, or start it with --allow-host /);
    });
});
