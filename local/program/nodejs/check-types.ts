import { createRequire } from "node:module";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { compilerVersion, ownOptions, tsconfigFile } from "./tsconfig";
import type { TypeDiagnostic } from "./types";

// Run in a process of its own, in the folder of the program, whose file is named on the command line: writes what the compiler refuses, one
// JSON object a line.
setPriority(constants.priority.PRIORITY_LOW);
check(process.cwd(), process.argv[2] ?? "");

/**
 * By the program's own compiler and ts-node, as Pulumi's language host has them check it; where there are none, or they are told not to,
 * there is nothing to say.
 */
function check(directory: string, entry: string): void {
  const load = createRequire(join(directory, "_"));
  const tsNode: typeof import("ts-node") = load("ts-node");
  const file = tsconfigFile(directory);
  const [major, minor] = compilerVersion(directory);
  const moduleResolution = major > 4 || (major === 4 && minor >= 7) ? "nodenext" : "node";
  const service = tsNode.create({
    compiler: load.resolve("typescript"),
    ...(file === undefined ? { skipProject: true } : { project: file }),
    compilerOptions: { moduleResolution, ...ownOptions(directory) },
  });
  if (service.options.transpileOnly || service.config.options["noCheck"] === true) return;
  const ts: typeof import("typescript") = load("typescript");
  const program = ts.createProgram([entry], { ...service.config.options, noEmit: true });
  const ignored = new Set((service.options.ignoreDiagnostics ?? []).map(Number));
  for (const source of program.getSourceFiles()) {
    if (source.isDeclarationFile || program.isSourceFileFromExternalLibrary(source)) continue;
    for (const diagnostic of [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]) {
      if (ignored.has(diagnostic.code)) continue;
      const { line, character } = source.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
      const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
      const error: TypeDiagnostic = { file: source.fileName, line: line + 1, column: character + 1, code: `TS${diagnostic.code}`, message };
      process.stdout.write(`${JSON.stringify(error)}\n`);
    }
  }
}
