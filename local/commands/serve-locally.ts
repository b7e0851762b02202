import { type BegunProgram, beginProgram } from "../begin-program";
import type { Closers } from "../closing";
import { createStore } from "../dynamodb/index";
import { checkTypes } from "../program/index";
import { Refusal } from "../refusal";
import type { Report } from "../report";
import { createRevisions } from "../revisions";
import { type Served, serve } from "../serve";
import { type Answer, type Certificate, jsonReply, type LocalServer, localCertificate, startServer } from "../server/index";
import { createTokenIssuers } from "../token-issuers";
import { withoutAccessControl } from "../without-access-control";
import { createBackground } from "./background";
import type { LocalOptions } from "./options";
import { watchFolder } from "./watch-folder";

/** Serves a program; under `--watch` what each change of its folder makes of it, too. Resolves when it is served. */
export async function serveLocally(
  first: Promise<BegunProgram>,
  options: LocalOptions,
  report: Report,
  onClose: Closers["add"],
): Promise<void> {
  const tokenIssuers = createTokenIssuers(options.tokens);
  const store = createStore({ directory: options.directory, data: options.data, log: report.line });
  onClose(store.close);
  const revisions = createRevisions(unanswered, report.line);
  const certificate = options.https ? localCertificate() : undefined;
  const background = createBackground(revisions.answer, { quiet: 500, patience: 60_000 });
  const server = await listen(options, background.answer, certificate);
  // Both at a time: the server waits for the streams of pages that are open, which end with the program that they show.
  onClose(async () => void (await Promise.all([server.close(), revisions.close()])));
  if (!isLoopback(options.host)) report.line(`--host ${options.host}: anybody in the network can call the APIs, and so run the functions`);
  if (certificate)
    report.line(
      `HTTPS by the certificate ${certificate.file}, which your browser trusts once you import it (curl --cacert ${certificate.file})`,
    );
  const { port } = server;
  const baseUrl = `${certificate ? "https" : "http"}://${urlHost(options.host)}:${port}`;

  let giveUpTypes = () => {};
  onClose(() => giveUpTypes());
  const revise = async (begun: Promise<BegunProgram>): Promise<void> => {
    giveUpTypes();
    const served = await revisions.next<Served>(async (onEnd) => {
      const program = await begun;
      onEnd(program.stop);
      const adapt = options.noAuth ? withoutAccessControl : undefined;
      return serve(program, options, { port, baseUrl, tokenIssuers, store, report, onClose: onEnd, ...(adapt && { adapt }) });
    });
    if (served === undefined) return;
    if (options.noAuth) report.line(NO_AUTH);
    const { ready, prepared } = served;
    if (ready.apis.length === 0)
      report.line(
        "The program makes no REST API with a stage: nothing is served. What is served is an aws.apigateway.RestApi with an aws.apigateway.Stage",
      );
    report.ready(ready, prepared.resources.apis);
    const types = checkTypes((await begun).project);
    giveUpTypes = types.giveUp;
    background.begin({ ...types, ended: types.errors });
    void types.errors.then((errors) => errors.length > 0 && report.typeErrors(errors));
  };
  if (!options.watch) return revise(first);

  const reviseOrTell = (begun: Promise<BegunProgram>) =>
    revise(begun).catch((error: unknown) => {
      report.line(error instanceof Refusal ? `error: ${error.message}` : `${error instanceof Error ? error.stack : error}`);
      report.line(revisions.served() ? "The program as it was before is still served" : "Nothing is served until a change mends this");
    });
  const { directory, data } = options;
  const unwatch = watchFolder(directory, data === undefined ? [] : [data], (file) => {
    report.line(`${file} has changed: starting again`);
    void reviseOrTell(beginProgram(options, report.line));
  });
  onClose(unwatch);
  await reviseOrTell(first);
}

/** Until the program has run there is nothing to answer with. */
const unanswered: Answer = async () => jsonReply(503, { message: "The program is still being run" }, ["Retry-After", "1"]);

const NO_AUTH =
  "WARNING: --no-auth: no authorizer, signature, API key or resource policy is asked for. Whoever reaches this server may call every route; on AWS they are refused as before";

async function listen({ host, port }: LocalOptions, answer: Answer, certificate: Certificate | undefined): Promise<LocalServer> {
  try {
    return await startServer(host, port, answer, certificate);
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
