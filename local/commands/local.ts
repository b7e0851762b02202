import { createClosers } from "../closing";
import { Refusal } from "../refusal";
import { createReport, type Report } from "../report";
import { serve } from "../serve";
import { type Answer, jsonReply, type LocalServer, startServer } from "../server/index";
import { createTokenIssuers } from "../token-issuers";
import { type LocalOptions, parseLocalOptions } from "./options";
import { untilStopped } from "./stop";
import { watchLocal } from "./watch";

/** Serves until SIGINT or SIGTERM; then the requests under way end, and everything that was started. */
export async function local(args: readonly string[]): Promise<void> {
  const options = parseLocalOptions(args);
  if (options.watch) return watchLocal(args, options);
  const report = createReport(options);
  const closers = createClosers();
  const stopped = untilStopped(closers.close);
  try {
    await Promise.race([start(options, report, closers.add), stopped]);
  } catch (error) {
    await closers.close();
    throw error;
  }
  await stopped;
}

async function start(options: LocalOptions, report: Report, onClose: (closer: () => Promise<void> | void) => void): Promise<void> {
  const tokenIssuers = createTokenIssuers(options.tokens);
  let answer: Answer = unanswered;
  const server = await listen(options, (request) => answer(request));
  if (!isLoopback(options.host)) report.line(`--host ${options.host}: anybody in the network can call the APIs, and so run the functions`);
  const baseUrl = `http://${urlHost(options.host)}:${server.port}`;
  const { answer: served, ready, prepared } = await serve(options, { server, baseUrl, tokenIssuers, report, onClose });
  answer = served;
  if (ready.apis.length === 0) report.line("The program makes no REST API with a stage: nothing is served");
  report.ready(ready, prepared.resources.apis);
}

/** Until the program has run there is nothing to answer with. */
const unanswered: Answer = async () => jsonReply(503, { message: "The program is still being run" }, ["Retry-After", "1"]);

async function listen({ host, port }: LocalOptions, answer: Answer): Promise<LocalServer> {
  try {
    return await startServer(host, port, answer);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE")
      throw new Refusal(`port ${port} of ${host} is taken; stop what listens there, or choose another with --port (0 takes a free one)`);
    if (code === "EACCES") throw new Refusal(`port ${port} may not be used by this user; choose another with --port`);
    throw new Refusal(`--host ${host}: ${error instanceof Error ? error.message : error}`);
  }
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function urlHost(host: string): string {
  if (["127.0.0.1", "::1", "0.0.0.0", "::", "localhost"].includes(host)) return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
