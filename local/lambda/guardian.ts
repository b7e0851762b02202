/** Ends processes of functions when this one is gone, however it ended: a frozen one would notice nothing and stay for ever. */
import { type ChildProcess, spawn } from "node:child_process";

/** Reads lines `+ <process group>` and `- <process group>`; when nobody is left to write any, it kills those that were not taken back. */
const SCRIPT = '$1 == "+" { live[$2] } $1 == "-" { delete live[$2] } END { for (group in live) system("kill -9 -" group " 2>/dev/null") }';

const groups = new Set<number>();
let guardian: ChildProcess | undefined;

/** Takes a process group into its care; the returned function takes it back. */
export function guard(group: number): () => void {
  groups.add(group);
  tell(`+ ${group}\n`);
  return () => {
    if (groups.delete(group)) tell(`- ${group}\n`);
  };
}

function tell(line: string): void {
  if (process.platform === "win32") return;
  guardian ??= start();
  guardian.stdin?.write(line);
}

function start(): ChildProcess {
  const child = spawn("awk", [SCRIPT], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  child.on("error", () => {});
  child.stdin.on("error", () => {});
  child.unref();
  if ("unref" in child.stdin && typeof child.stdin.unref === "function") child.stdin.unref();
  return child;
}
