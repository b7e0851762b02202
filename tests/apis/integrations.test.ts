import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { type Answer, type Served, serve } from "./served";

const PROGRAM = join(__dirname, "fixtures/integrations");
const DOCUMENTS = join(__dirname, "../../docs");

describe("The examples of docs/integrations.md and docs/cors.md", () => {
  let backend: Server;
  let served: Served;
  /** What the back end got last. */
  let received: { method: string | undefined; url: string | undefined; headers: IncomingMessage["headers"]; body: string };
  /** The story's function asks for its ending, and gets it when the test gives it. */
  let asksForEnding: (response: ServerResponse) => void;
  const ending = new Promise<ServerResponse>((resolve) => {
    asksForEnding = resolve;
  });

  before(async () => {
    backend = createServer(answer).listen(0, "127.0.0.1");
    await once(backend, "listening");
    const address = backend.address();
    assert.ok(typeof address === "object" && address !== null);
    served = await serve(PROGRAM, ["--config", `integrations:backend=http://127.0.0.1:${address.port}`]);
  });
  after(async () => {
    assert.equal(await served.stop(), 0);
    backend.close();
  });

  function answer(asked: IncomingMessage, response: ServerResponse): void {
    let body = "";
    asked.on("data", (chunk) => {
      body += chunk;
    });
    asked.on("end", () => {
      received = { method: asked.method, url: asked.url, headers: asked.headers, body };
      if (asked.url === "/ending") asksForEnding(response);
      else if (asked.url?.startsWith("/stock")) response.writeHead(asked.url === "/stock?item=7" ? 200 : 404).end('{"count":3}');
      else response.writeHead(207, { "X-Site": "yes" }).end("a page");
    });
  }

  it("stand there as they are here", () => {
    for (const [document, files] of [
      ["integrations.md", ["shop.ts", "story.ts", "services.ts"]],
      ["cors.md", ["origins.ts", "web.ts", "profile.ts"]],
    ] as const) {
      const text = readFileSync(join(DOCUMENTS, document), "utf8");
      for (const file of files) {
        const source = readFileSync(join(PROGRAM, file), "utf8").replace('"../../../../components/index"', '"lambda-rest-api"');
        assert.ok(text.includes(`\`\`\`ts\n${source}\`\`\`\n`), `${document} has ${file}`);
      }
    }
  });

  describe("shop", () => {
    const json = async (method: string, path: string, body?: string): Promise<readonly [number, unknown]> => {
      const { status, text } = await served.ask(method, `/shop/dev/${path}`, {
        ...(body !== undefined && { body, headers: { "Content-Type": "application/json" } }),
      });
      return [status, JSON.parse(text)];
    };

    it("passes requests to the site as they are, and its answers", async () => {
      const { status, headers, text } = await served.ask("PATCH", "/shop/dev/site/a/b?c=d", { headers: { "X-A": "1" }, body: "hello" });
      assert.deepEqual([status, headers["x-site"], text], [207, "yes", "a page"]);
      assert.deepEqual([received.method, received.url, received.headers["x-a"], received.body], ["PATCH", "/site/a/b?c=d", "1", "hello"]);
    });

    it("maps what the stock answers by its status", async () => {
      assert.deepEqual(await json("GET", "stock/7"), [200, { left: 3 }]);
      assert.deepEqual(await json("GET", "stock/8"), [404, { message: "No such item" }]);
    });

    it("puts and gets an item of the table without a function", async () => {
      assert.deepEqual(await json("PUT", "pets/7", '{"name":"Rex \\"the dog\\" $x"}'), [200, {}]);
      assert.deepEqual(await json("GET", "pets/7"), [200, { id: "7", name: 'Rex "the dog" $x' }]);
    });

    it("answers 400 where the table refuses, and not with the table's words", async () => {
      assert.deepEqual(await json("PUT", "pets/7", '{"name":7}'), [400, { message: "Bad Request" }]);
    });

    it("says at the start that the queue is not there, and answers 500", async () => {
      await served.logged(
        /shop, POST \/orders: arn:aws:apigateway:[a-z0-9-]+:sqs:path\/\d+\/orders-\w+ is not run locally; --endpoint sqs=URL points to one that is; requests to it are answered with 500/,
      );
      assert.deepEqual(await json("POST", "orders", "{}"), [500, { message: "Internal server error" }]);
    });

    it("tells the story as it goes", async () => {
      const port = Number(/"event":"ready","port":(\d+)/.exec(served.log())?.[1]);
      const [response] = await once(request({ host: "127.0.0.1", port, path: "/shop/dev/story" }).end(), "response");
      assert.deepEqual([response.statusCode, response.headers["content-type"]], [200, "text/plain"]);
      // An iterator misses nothing that comes between two waits.
      const chunks = response[Symbol.asyncIterator]();
      assert.equal(String((await chunks.next()).value), "Once upon a time, ");
      (await ending).end("it ended.");
      let rest = "";
      for (let chunk = await chunks.next(); chunk.done !== true; chunk = await chunks.next()) rest += String(chunk.value);
      assert.equal(rest, "it ended.");
    });
  });

  describe("services", () => {
    const services = [
      "states:action/StartExecution",
      "states:action/StartSyncExecution",
      "sns:path//",
      "events:action/PutEvents",
      "s3:path/pictures-",
      "kinesis:action/PutRecord",
    ];

    it("are named at the start, as is the VPC link, each with its route", async () => {
      await served.logged("services, ANY /inside/{page+}: a VPC link leads nowhere locally");
      for (const service of services) await served.logged(new RegExp(`services, .*:${service}.*answered with 500`));
      const lines = served
        .log()
        .split("\n")
        .filter((line) => line.includes("services, ") && line.includes("answered with 500"));
      assert.equal(lines.length, 8, lines.join("\n"));
    });

    it("are answered with 500", async () => {
      for (const [method, path] of [
        ["POST", "quotes"],
        ["GET", "pictures/a"],
      ] as const)
        assert.equal((await served.ask(method, `/services/dev/${path}`)).status, 500);
    });
  });

  describe("web", () => {
    const ask = (method: string, path: string, origin: string): Promise<Answer> =>
      served.ask(method, `/web/dev/${path}`, { headers: { Origin: origin, "Access-Control-Request-Method": "PUT" } });
    const origin = ({ headers }: Answer) => headers["access-control-allow-origin"];

    it("lets pages of its origins ask, without authorization", async () => {
      for (const page of ["https://app.example.com", "https://a.shop.example.com", "http://localhost:5173"]) {
        const answered = await ask("OPTIONS", "profile", page);
        assert.deepEqual([answered.status, answered.text, origin(answered)], [204, "", page]);
        assert.equal(answered.headers["access-control-allow-methods"], "GET,PUT");
        assert.equal(answered.headers["access-control-allow-headers"], "Authorization,Content-Type");
        assert.equal(answered.headers["access-control-max-age"], "600");
        assert.equal(answered.headers["vary"], "Origin");
      }
    });

    it("lets no other page ask", async () => {
      for (const page of ["https://evil.example", "https://shop.example.com", "http://app.example.com"]) {
        const { status, headers } = await ask("OPTIONS", "profile", page);
        assert.equal(status, 204);
        assert.deepEqual(
          Object.keys(headers).filter((name) => name.startsWith("access-control-")),
          [],
        );
      }
    });

    it("names the caller's origin on its answers, the function's and its own", async () => {
      for (const path of ["profile", "whoami"]) {
        const allowed = await ask("GET", path, "https://app.example.com");
        assert.deepEqual(
          [allowed.status, origin(allowed), allowed.headers["access-control-expose-headers"]],
          [200, "https://app.example.com", "ETag"],
        );
        const denied = await ask("GET", path, "https://evil.example");
        assert.deepEqual([denied.status, origin(denied), denied.headers["vary"]], [200, undefined, "Origin"]);
      }
    });

    it("names it on errors, which the page can then read", async () => {
      const answered = await ask("PUT", "profile", "https://app.example.com");
      assert.deepEqual([answered.status, origin(answered)], [403, "https://app.example.com"]);
      assert.equal(answered.headers["access-control-allow-credentials"], undefined);
    });

    it("has no preflight for what no page may call", async () => {
      assert.equal((await ask("OPTIONS", "health", "https://app.example.com")).status, 403);
    });
  });
});
