import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const SCRIPT = join(__dirname, "../../examples/gradual/deploy.sh");

/** Stands for the commands: says what it is told to, and writes down what it is asked. */
const PULUMI = `#!/bin/sh
case "$*" in
  *liveVersion*) [ -n "$LIVE" ] && echo "$LIVE" ;;
  *newestVersion*) echo "$NEWEST" ;;
  *alarmNames*) echo '["orders errors"]' ;;
  *) echo "$*" >> "$CALLS" ;;
esac`;
const AWS = `#!/bin/sh
echo "$*" >> "$CALLS"
[ "$(grep -c describe-alarms "$CALLS")" = "$ALARM_AT" ] && echo "orders errors" || true`;

describe("A gradual deployment", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "gradual-"));
    for (const [name, text] of Object.entries({ pulumi: PULUMI, aws: AWS })) {
      writeFileSync(join(folder, name), text);
      chmodSync(join(folder, name), 0o755);
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What the alias is told, step by step: the version that answers, the next one's and its share. */
  function deployed(LIVE: string, NEWEST: string, ALARM_AT = "") {
    const CALLS = join(folder, "calls");
    writeFileSync(CALLS, "");
    const env = { PATH: `${folder}${delimiter}${process.env["PATH"]}`, CALLS, LIVE, NEWEST, ALARM_AT };
    const { status, stderr } = spawnSync("sh", [SCRIPT, "prod", "0"], { env, encoding: "utf8" });
    const calls = readFileSync(CALLS, "utf8").trim().split("\n");
    const steps = calls.flatMap((call) => {
      const [, ...step] =
        /^up --stack prod --yes --skip-preview --config live=(\S*) --config next=(\S*) --config share=(\S+)$/.exec(call) ?? [];
      return step.length === 0 ? [] : [step];
    });
    return { status, stderr, steps, asked: calls.filter((call) => call.startsWith("cloudwatch")) };
  }

  it("gives a new version a tenth of the requests, half, and all", () => {
    const { status, steps, asked } = deployed("7", "8");
    assert.equal(status, 0);
    assert.deepEqual(steps, [
      ["7", "", "0"],
      ["7", "8", "0.1"],
      ["7", "8", "0.5"],
      ["8", "", "0"],
    ]);
    assert.deepEqual([asked.length, /"AlarmNames": \["orders errors"\], "StateValue": "ALARM"/.test(asked[0] ?? "")], [2, true]);
  });

  it("takes them away when an alarm goes off, and fails", () => {
    const { status, steps, stderr } = deployed("7", "8", "2");
    assert.equal(status, 1);
    assert.deepEqual(steps.slice(-2), [
      ["7", "8", "0.5"],
      ["7", "", "0"],
    ]);
    assert.match(
      stderr,
      /Version 8 had 0\.5 of the requests when this alarm went off: orders errors\. Version 7 answers all of them again\./,
    );
  });

  it("moves nothing the first time, and where no version is new", () => {
    assert.deepEqual(deployed("", "1").steps, [["", "", "0"]]);
    assert.deepEqual(deployed("7", "7").steps, [["7", "", "0"]]);
  });
});
