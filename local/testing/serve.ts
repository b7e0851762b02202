import type { BegunProgram, ProgramOptions } from "../begin-program";
import { createClosers } from "../closing";
import { createStore } from "../dynamodb/index";
import type { Prepared } from "../gateways";
import { serve } from "../serve";
import { type Answer, jsonReply, startServer } from "../server/index";
import { createTokenIssuers } from "../token-issuers";
import { createFakes } from "./fakes";
import { testFunction } from "./function";
import { named } from "./named";
import { testStage } from "./stage";
import { testTable } from "./table";
import type { Local, StartOptions } from "./types";

/** Serves a program that has been started, for tests. */
export async function serveForTests(
  program: BegunProgram,
  options: ProgramOptions,
  { data, tokens = {} }: Pick<StartOptions, "data" | "tokens">,
): Promise<Local> {
  const { log } = program;
  const closers = createClosers();
  closers.add(program.stop);
  let answer: Answer = async () => jsonReply(503, { message: "The program is still being run" });
  const server = await startServer("127.0.0.1", 0, (request) => answer(request));
  const url = `http://localhost:${server.port}`;
  let offset = 0;
  const advance = (milliseconds: number): void => {
    offset += milliseconds;
  };
  const clock = { now: () => Date.now() + offset, advance };
  const fakes = createFakes();
  const adapt = ({ ports, ...prepared }: Prepared): Prepared => ({
    ...prepared,
    ports: {
      ...ports,
      clock: clock.now,
      invoke: fakes.invoke(ports.invoke, prepared.resources.functions),
      send: fakes.send(ports.send),
    },
  });
  try {
    const report = { line: log, request: () => {} };
    const store = createStore({ directory: options.directory, data, log });
    closers.add(store.close);
    const tokenIssuers = createTokenIssuers(tokens);
    const surroundings = { port: server.port, baseUrl: url, tokenIssuers, store, report, onClose: closers.add, adapt };
    const served = await serve(program, { ...options, allowedHosts: [] }, surroundings);
    answer = served.answer;
    // Last, and so closed first: while functions and tables are still there.
    closers.add(server.close);
    const { prepared, stages, functionLogs } = served;
    const { resources } = prepared;
    const functionOf = (name: string) => named("function", name, resources.functions, (one) => [one.logicalName, one.name]);
    return {
      url,
      clock,
      api: (name) => {
        const api = named("REST API", name, resources.apis, (one) => [one.name]);
        const ofApi = stages.filter((stage) => stage.api === api);
        return {
          stage: (stage) =>
            testStage(
              named(`stage of ${name}`, stage, ofApi, (one) => [one.stage]),
              url,
              functionLogs,
            ),
        };
      },
      function: (name) => testFunction(functionOf(name), prepared.ports.invoke, functionLogs),
      table: (name) =>
        testTable(
          named("DynamoDB table", name, resources.tables, (one) => [one.logicalName, one.name]),
          prepared,
        ),
      fake: (name, answer) => fakes.addFunction(functionOf(name), { answer }),
      fakeBackend: fakes.addBackend,
      close: closers.close,
    };
  } catch (error) {
    await closers.close();
    await server.close();
    throw error;
  }
}
