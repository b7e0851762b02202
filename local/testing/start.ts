import { resolve } from "node:path";
import { type BegunProgram, beginProgram, type ProgramOptions } from "../begin-program";
import type { Definition, Local, StartOptions } from "./types";

/**
 * Runs a Pulumi program and all that its APIs need, without AWS, and resolves when it is ready.
 *
 * @throws {Error} listing what is wrong with the program
 */
export async function startLocal(options: StartOptions = {}): Promise<Local> {
  const [program, ofProgram] = await begin(options);
  const { serveForTests }: typeof import("./serve") = require("./serve");
  return serveForTests(program, ofProgram, options);
}

/**
 * Runs a program and gives what it says of its APIs; no function, table or server is started.
 *
 * @throws {Error} listing what is wrong with the program
 */
export async function definitionOf(options: Omit<StartOptions, "data" | "tokens"> = {}): Promise<Definition> {
  const [program] = await begin(options);
  const { readDefinition }: typeof import("./definition") = require("./definition");
  return readDefinition(program);
}

/** Starts the program's process, which loads its packages while this one loads what serves it. */
async function begin({
  directory = ".",
  stack,
  config = {},
  values = {},
  log = () => {},
}: StartOptions): Promise<readonly [BegunProgram, ProgramOptions]> {
  const options = {
    directory: resolve(directory),
    stack,
    config: new Map(Object.entries(config)),
    values: new Map(Object.entries(values)),
  };
  return [await beginProgram(options, log), options];
}
