import { spawnSync } from "node:child_process";

/**
 * pip reads what a package requires "on Linux" or "from Python 3.12 on" by the machine and the Python that it runs on, whatever platform it
 * installs for. This asks again, by Lambda's.
 * https://pip.pypa.io/en/stable/cli/pip_download/ ("--platform")
 */
const SCRIPT = `
import json, sys
from importlib.metadata import PathDistribution
from pathlib import Path
from pip._vendor.packaging.requirements import InvalidRequirement, Requirement
from pip._vendor.packaging.utils import canonicalize_name

folder, version, machine, lines = sys.argv[1:]
lambdas = {
    "python_version": version, "python_full_version": version + ".0", "implementation_version": version + ".0", "implementation_name": "cpython",
    "platform_python_implementation": "CPython", "os_name": "posix", "sys_platform": "linux", "platform_system": "Linux", "platform_machine": machine, "extra": "",
}
installed = {canonicalize_name(found.metadata["Name"]): found for found in map(PathDistribution, Path(folder).glob("*.dist-info"))}
required = [text for found in installed.values() for text in found.requires or []] + [line.split(" --hash")[0].rstrip(" \\\\") for line in lines.splitlines()]
left_out = set()
for text in required:
    try:
        requirement = Requirement(text)
    except InvalidRequirement:
        continue
    if requirement.marker is not None and requirement.marker.evaluate(lambdas) and canonicalize_name(requirement.name) not in installed:
        left_out.add(requirement.name)
print(json.dumps(sorted(left_out)))
`;

/** The packages that Lambda's platform needs and pip left out. */
export function leftOut(python: string, folder: string, version: string, machine: string, lines: string): readonly string[] {
  const { status, stdout } = spawnSync(python, ["-c", SCRIPT, folder, version, machine, lines], { encoding: "utf8" });
  return status === 0 ? JSON.parse(stdout) : [];
}
