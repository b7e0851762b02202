/** Prints what the terminal's reader gets of three requests: plainly, with all steps, and with both these and colours. */
import { writeGathered } from "../../local/output";
import { createReport } from "../../local/report";
import { gatewayOf, HOST, proxy, type TestApi } from "../gateway/api";

const API: TestApi = {
  paths: { "/": { get: proxy("it") }, "/unpermitted": { get: proxy("it", { credentials: undefined }) } },
  functions: { it: () => ({}) },
};
const APIS = [{ name: "a", id: "a1", stage: "test", url: "http://localhost:3000/a/test" }];
const TOLD = { time: 1, method: "GET", api: "a", stage: "test", milliseconds: 2, requestId: "r-1", bodyBytes: 0 };

async function main(): Promise<void> {
  await requests(false, false);
  await requests(true, false);
  await requests(true, true);
  writeGathered();
}

async function requests(verbose: boolean, colours: boolean): Promise<void> {
  process.stdout.hasColors = () => colours;
  const report = createReport({ json: false, verbose });
  report.ready({ port: 3000, account: "123456789012", region: "us-east-1", apis: APIS }, []);
  for (const path of ["/", "/nowhere", "/unpermitted"]) {
    const head = { method: "GET", target: `/test${path}`, headers: [["Host", HOST] as const], body: Buffer.alloc(0) };
    const { status, trace } = await gatewayOf(API).handle({ ...head, sourceIp: "192.0.2.1", protocol: "HTTP/1.1" });
    report.text("----");
    report.request({ ...TOLD, path, status, trace });
  }
}

void main();
