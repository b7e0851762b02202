import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { LocalOptions } from "./options";
import { whenSignalled } from "./stop";
import { watchFolder } from "./watch-folder";

/** Runs the same command without `--watch` in a process of its own, and again whenever a file of the program's folder has changed. */
export async function watchLocal(args: readonly string[], { directory, data }: LocalOptions): Promise<void> {
  const command = [...process.execArgv, process.argv[1] ?? "", "local", ...args.filter((arg) => arg !== "--watch")];
  let child = run(command);
  let stopping = false;
  let restarting: Promise<void> | undefined;

  const restart = async () => {
    await stop(child);
    if (!stopping) child = run(command);
    restarting = undefined;
  };
  const unwatch = watchFolder(directory, data === undefined ? [] : [data], (file) => {
    if (stopping || restarting) return;
    process.stderr.write(`${file} has changed: starting again\n`);
    restarting = restart();
  });
  await signalled();
  stopping = true;
  unwatch();
  await restarting;
  await stop(child);
}

function run(command: readonly string[]): ChildProcess {
  return spawn(process.execPath, command, { stdio: "inherit" });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    whenSignalled(resolve);
  });
}
