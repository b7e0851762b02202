import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../local/commands/started";
import { type Outcome, startTarget } from "../target";
import { missingItems } from "./tables";

/** Bytes of one item: some of them fill what there is. */
const ITEM = 30_000;

/** The disk of `--data` is full at the start, or becomes so: what was acknowledged must be there, and the server goes on. */
export async function fullDisks(): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "test-full-"));
  const faults: string[] = [];
  try {
    // No file may become larger than a megabyte; unlike a small disk that can be had everywhere.
    const limited = await filled(join(folder, "limited"), ["/bin/sh", "-c", 'ulimit -f 2000; exec "$0" "$@"']);
    const lost = limited.lost;
    faults.push(...limited.faults);
    const disk = join(folder, "disk");
    mkdirSync(disk);
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "none", disk], { encoding: "utf8" });
    if (mounted.status !== 0) {
      process.stdout.write(`full disks: none can be mounted here: ${mounted.error?.message ?? mounted.stderr.trim()}\n`);
      return { kind: "full disks", tried: 1, faults, lost };
    }
    try {
      const full = await filled(join(disk, "data"));
      faults.push(...full.faults, ...(await refusedStart(disk)));
      return { kind: "full disks", tried: 3, faults, lost: lost + full.lost };
    } finally {
      spawnSync("umount", [disk]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function filled(data: string, by: readonly string[] = []): Promise<{ readonly faults: readonly string[]; readonly lost: number }> {
  const target = await startTarget(["--data", data], by);
  const acknowledged: string[] = [];
  let refused = 0;
  const headers = { "Content-Type": "application/json" };
  for (let index = 0; refused < 5; index++) {
    const { status } = await target.ask("PUT", `/target/dev/pets/${index}`, { headers, body: JSON.stringify({ name: "n".repeat(ITEM) }) });
    if (status === 200) acknowledged.push(String(index));
    else refused++;
  }
  const faults = (await target.isWell()) ? [] : ["others are not answered"];
  if (!/DynamoDB: PutItem was answered 500: /.test(target.started.stderr())) faults.push("the log does not say why");
  target.started.child.kill("SIGTERM");
  const [status] = await once(target.started.child, "exit");
  if (status !== 0) faults.push(`status ${status}`);
  return { faults, lost: (await missingItems(data, acknowledged)).length };
}

/** One message, status 1. */
async function refusedStart(disk: string): Promise<readonly string[]> {
  rmSync(join(disk, "data"), { recursive: true });
  try {
    writeFileSync(join(disk, "filling"), Buffer.alloc(2_000_000));
  } catch {
    // As much as there is room for.
  }
  const { status, stderr } = await run(["local", join(__dirname, "../program"), "--port", "0", "--data", join(disk, "data")]);
  const last = stderr.trim().split("\n").at(-1) ?? "";
  return status === 1 && /^error: --data /.test(last) && !/\n {4}at /.test(stderr)
    ? []
    : [`started on a full disk: status ${status}, ${last}`];
}
