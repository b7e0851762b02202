/**
 * Closes a process in, where Linux lets it be done: it sees its code, which it cannot write to, and a /tmp of its own, of the function's
 * size.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder } from "../temporary-folder";

export interface Confinement {
  /** The function's code. */
  readonly directory: string;
  /** MB of /tmp. */
  readonly ephemeralStorage: number;
  /** What /opt is, if that can be had. */
  readonly layers: string | undefined;
  /** Folders that it reads besides, and would not find if they lie in the /tmp that it does not see. */
  readonly reads: readonly string[];
}

/** Completes a command, so that it runs closed in. */
export type Sandbox = (command: readonly string[], confinement: Confinement) => readonly string[];

/** $1: an empty folder, $2: MB, $3: the layers, $4: what /bin/sh is to be, $5: the code, then what is read, --, and the command. */
const SCRIPT = `
own=$PATH; PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
set -e
stage=$1 layers=$3 shell=$4 code=$5
mount -t tmpfs -o "size=$2m,mode=1777" tmpfs "$stage"
mount --bind "$code" "$code"
mount -o remount,bind,ro "$code"
shift 4
opt=$layers
while [ "$1" != -- ]; do
  case $1 in /opt/*) opt=;; esac
  case $1 in /tmp/*) mkdir -p "$stage\${1#/tmp}"; mount --rbind "$1" "$stage\${1#/tmp}";; esac
  shift
done
shift
mount --move "$stage" /tmp
if [ -n "$opt" ] && [ -d /opt ]; then mount --bind "$opt" /opt; fi
if [ -n "$shell" ]; then mount --bind "$shell" /bin/sh; fi
cd "$code"
unset OLDPWD
PATH=$own
exec "$@"`;

const UNSHARE = "/usr/bin/unshare";

/** Finds out what can be done here; undefined where it is nothing. The folder is for what the sandboxes need. */
export async function findSandbox(folder: string): Promise<Sandbox | undefined> {
  if (process.platform !== "linux" || !existsSync(UNSHARE)) return undefined;
  const stage = join(folder, "stage");
  mkdirSync(stage, { recursive: true });
  const shell = otherShell();
  const namespaces = process.getuid?.() === 0 ? ["--mount"] : ["--map-root-user", "--mount"];
  const sandbox: Sandbox = (command, { directory, ephemeralStorage, layers = "", reads }) => [
    UNSHARE,
    ...namespaces,
    "/bin/sh",
    "-c",
    SCRIPT,
    "sandbox",
    stage,
    String(ephemeralStorage),
    layers,
    shell,
    directory,
    ...reads,
    "--",
    ...command,
  ];
  return (await works(sandbox)) ? sandbox : undefined;
}

/** Bash where /bin/sh is another shell: on Amazon Linux it is Bash, for which AWS's own custom runtime is written (`set -o pipefail`). */
function otherShell(): string {
  const bash = "/bin/bash";
  return existsSync(bash) && realpathSync(bash) !== realpathSync("/bin/sh") ? bash : "";
}

async function works(sandbox: Sandbox): Promise<boolean> {
  const { path: directory, remove } = makeTemporaryFolder();
  const [file = "", ...args] = sandbox(["/bin/sh", "-c", "! touch here 2>/dev/null && touch /tmp/there"], {
    directory,
    ephemeralStorage: 1,
    layers: undefined,
    reads: [directory],
  });
  const done = await new Promise<boolean>((resolve) => execFile(file, args, (error) => resolve(error === null)));
  remove();
  return done;
}
