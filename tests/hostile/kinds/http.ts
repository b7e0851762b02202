import { connect, type Socket } from "node:net";
import type { Outcome, Target } from "../target";

const POST = "POST /target/dev/proxy/a HTTP/1.1\r\nHost: localhost\r\n";

/** Requests that are none, two in one, or half of one; each is to be refused or answered once. */
const RAW: readonly (string | Buffer)[] = [
  "",
  "\r\n\r\n",
  "\0".repeat(4096),
  "hello",
  "GET",
  "GET /",
  "GET / HTTP/0.9\r\n\r\n",
  "GET / HTTP/9.9\r\n\r\n",
  "GET / HTTP/1.1\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
  "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
  "GET / HTTP/1.1\r\n Host: localhost\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: localhost\r\nA\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: localhost\r\nA: \0\r\n\r\n",
  "GET / HTTP/1.1\nHost: localhost\n\n",
  "get / HTTP/1.1\r\nHost: localhost\r\n\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
  "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
  "GET http://169.254.169.254/latest/meta-data HTTP/1.1\r\nHost: localhost\r\n\r\n",
  `GET /${"a".repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  `GET /${"../".repeat(2000)}etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  `GET /${"%00".repeat(2000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  "GET /%c0%ae%c0%ae/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
  "GET /target/dev/proxy/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
  "GET /target/dev/proxy/a?%=&&==&a[__proto__]=1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
  "GET /__proto__/constructor/toString HTTP/1.1\r\nHost: localhost\r\n\r\n",
  `GET /target/dev/proxy/a?${"a=1&".repeat(5000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  `GET /target/dev/proxy/a HTTP/1.1\r\nHost: localhost\r\n${"A: b\r\n".repeat(3000)}\r\n`,
  `GET /target/dev/proxy/a HTTP/1.1\r\nHost: localhost\r\nCookie: ${"a=b; ".repeat(3000)}\r\n\r\n`,
  `GET /target/dev/proxy/a HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${"AWS4-HMAC-SHA256 ".repeat(500)}\r\n\r\n`,
  ...["-1", "0x10", "1e3", "+1", "1, 2", " ", "99999999999999999999", "1\r\nContent-Length: 2"].map(
    (length) => `${POST}Content-Length: ${length}\r\n\r\nab`,
  ),
  ...["chunked, identity", "xchunked", "chunked\r\nTransfer-Encoding: chunked", "chunked\r\nContent-Length: 1"].map(
    (coding) => `${POST}Transfer-Encoding: ${coding}\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  ),
  ...["g\r\n", "-1\r\na", "ffffffffffffffffff\r\na", "1\r\nab\r\n", "1;a=\0\r\na\r\n", "1\r\na\r\n0\r\nX: y"].map(
    (chunk) => `${POST}Transfer-Encoding: chunked\r\n\r\n${chunk}`,
  ),
  `${POST}Expect: 200-maybe\r\nContent-Length: 1\r\n\r\na`,
  `${POST}Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n`,
  `${POST}Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc`,
  `${POST}Content-Type: ${"multipart/".repeat(1000)}\r\nContent-Length: 0\r\n\r\n`,
  Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
  Buffer.concat([Buffer.from(`${POST}Content-Length: 6\r\n\r\n`), Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0])]),
  Array(200).fill("GET /target/dev/proxy/a HTTP/1.1\r\nHost: localhost\r\n\r\n").join(""),
];

export async function rawRequests(target: Target): Promise<Outcome> {
  const faults: string[] = [];
  for (const text of RAW) {
    const answered = await target.raw(text);
    if (/smuggled/.test(answered)) faults.push(`a second request was read out of ${JSON.stringify(String(text)).slice(0, 80)}`);
    if (/\n\s+at .*\.(?:js|ts):\d+/.test(answered)) faults.push(`a stack trace for ${JSON.stringify(String(text)).slice(0, 80)}`);
  }
  if (!(await target.isWell())) faults.push("others are not answered any more");
  return { kind: "requests that are none", tried: RAW.length, faults };
}

/** Connections that begin, and never end, what they have to say. */
export async function halfRequests(target: Target): Promise<Outcome> {
  const beginnings = [
    "",
    "G",
    "GET /target/dev/proxy/a HTTP/1.1\r\nHost: loc",
    `${POST}Content-Length: 1000\r\n\r\nab`,
    `${POST}Transfer-Encoding: chunked\r\n\r\n5\r\nab`,
  ];
  const sockets: Socket[] = [];
  for (let index = 0; index < 200; index++) {
    const socket = connect(target.port, "127.0.0.1").on("error", () => {});
    socket.write(beginnings[index % beginnings.length] ?? "");
    sockets.push(socket);
  }
  const isWell = await target.isWell();
  for (const socket of sockets) socket.destroy();
  return { kind: "requests that never end", tried: sockets.length, faults: isWell ? [] : ["others are not answered meanwhile"] };
}

const HOSTS = [
  "attacker.example",
  "localhost.attacker.example",
  "127.0.0.1.nip.example",
  "0123456789.execute-api.attacker.example",
  "a@localhost.example",
  "localhost:80@attacker.example",
];

export async function foreignHosts(target: Target): Promise<Outcome> {
  const faults: string[] = [];
  for (const host of HOSTS)
    for (const path of ["/", "/target/dev/proxy/a"]) {
      const { status } = await target.ask("GET", path, { headers: { Host: host } });
      if (status !== 421 && status !== 400) faults.push(`${path} for the host ${host}: ${status}`);
    }
  return { kind: "hosts of others", tried: HOSTS.length * 2, faults };
}
