/** What the commands share that make one call of a program, and end. */
import { readFileSync } from "node:fs";
import { beginProgram } from "../begin-program";
import { createClosers } from "../closing";
import { createStore } from "../dynamodb/index";
import type { Prepared } from "../gateways";
import { prepare } from "../prepare";
import { Refusal } from "../refusal";
import type { InvokeOptions, TestInvokeOptions } from "./options";

/** Prepares a program for one use, and ends what that started, whatever became of it. */
export async function once(
  options: InvokeOptions | TestInvokeOptions,
  log: (line: string) => void,
  use: (prepared: Prepared) => Promise<void>,
): Promise<void> {
  const closers = createClosers();
  const keepAlive = setInterval(() => {}, 60_000);
  closers.add(() => clearInterval(keepAlive));
  try {
    const store = createStore({ directory: options.directory, data: options.data, log });
    closers.add(store.close);
    const surroundings = { baseUrl: "http://localhost", store, onClose: closers.add };
    await use(await prepare(await beginProgram(options, log), options, surroundings));
  } finally {
    await closers.close();
  }
}

/**
 * Reads the file that an option names; `-` is standard input.
 *
 * @param absent - what the option stands for where it is not given
 * @throws Refusal - where the file cannot be read
 */
export function readOption(option: string, file: string | undefined, absent: Buffer): Buffer {
  try {
    return file === undefined ? absent : readFileSync(file === "-" ? 0 : file);
  } catch (error) {
    throw new Refusal(`${option} ${file}: ${error instanceof Error ? error.message : error}`);
  }
}
