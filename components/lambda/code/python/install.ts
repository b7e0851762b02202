import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Architecture } from "../../../../definition/index";
import { cacheFolder } from "../cache-folder";
import { CodeError } from "../messages";
import { leftOut } from "./left-out";
import { type Requirements, requirementsOf } from "./requirements";

/** The folder of the packages that a function requires, for Lambda's platform; nothing if it requires none. @throws {CodeError} */
export function installed(folder: string, runtime: string, architecture: Architecture): string | undefined {
  const requirements = requirementsOf(folder);
  if (requirements === undefined) return undefined;
  const version = runtime.slice("python".length);
  const key = createHash("sha256")
    .update(JSON.stringify([requirements, version, architecture]))
    .digest("hex");
  const cache = cacheFolder(folder, "python");
  const done = join(cache, key);
  if (existsSync(done)) return done;
  const making = mkdtempSync(join(cache, "now-"));
  try {
    install(requirements, join(making, "packages"), version, architecture, folder);
    normalize(join(making, "packages"));
    // Another process may have been quicker.
    if (!existsSync(done)) renameSync(join(making, "packages"), done);
    return done;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

function install(
  { lines, file, complete }: Requirements,
  target: string,
  version: string,
  architecture: Architecture,
  folder: string,
): void {
  const list = file ?? `${target}.txt`;
  if (file === undefined) writeFileSync(list, lines);
  const machine = architecture === "arm64" ? "aarch64" : architecture;
  const common = [
    "--target",
    target,
    "--python-version",
    version,
    "--only-binary",
    ":all:",
    ...(complete ? ["--no-deps"] : []),
    "-r",
    list,
  ];
  // Amazon Linux 2023 has glibc 2.34, Amazon Linux 2, under Python up to 3.11, 2.26.
  const minors = Number(version.split(".")[1]) >= 12 ? [34, 31, 28, 17] : [26, 17];
  const platforms = minors.flatMap((minor) => ["--platform", `manylinux_2_${minor}_${machine}`]);
  const uv = ["pip", "install", "--quiet", ...common, "--python-platform", `${machine}-manylinux_2_${minors.includes(28) ? 28 : 17}`];
  const pip = [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--no-compile",
    "--implementation",
    "cp",
    ...platforms,
    "--platform",
    `manylinux2014_${machine}`,
    ...common,
  ];
  for (const [command, args] of [
    ["uv", uv],
    ["python3", pip],
    ["python", pip],
  ] as const) {
    const { status, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: "utf8" });
    if (error !== undefined) continue;
    if (status === 0) {
      if (command !== "uv") refuseLeftOut(leftOut(command, target, version, machine, lines), version);
      return;
    }
    if (/No module named pip/.test(stderr)) continue;
    throw new CodeError(
      `its packages cannot be installed for Python ${version} on ${architecture}:\n${stderr.trim()}\nA package without a wheel for that platform has to be built there: give a container image, or code that was built for it.`,
    );
  }
  throw new CodeError("its packages are installed by uv or pip, and neither is on the PATH");
}

function refuseLeftOut(names: readonly string[], version: string): void {
  if (names.length === 0) return;
  throw new CodeError(
    `pip left out ${names.join(", ")}, needed by Python ${version} under Linux: it asks this machine what is needed; install uv, which asks for Lambda's platform`,
  );
}

/**
 * Takes away what differs from one installation to the next: bytecode, scripts with the path of an interpreter, records of how it was
 * installed.
 */
function normalize(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const isNoise =
      /^(__pycache__|bin|\.lock|.*\.pyc)$/.test(entry.name) ||
      (folder.endsWith(".dist-info") && /^(RECORD|INSTALLER|REQUESTED|direct_url\.json|uv_cache\.json)$/.test(entry.name));
    if (isNoise) rmSync(path, { recursive: true });
    else if (entry.isDirectory()) normalize(path);
    else chmodSync(path, entry.name.endsWith(".so") || /\.so\./.test(entry.name) ? 0o755 : 0o644);
  }
}
