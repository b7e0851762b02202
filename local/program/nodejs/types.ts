import { extname, join } from "node:path";
import { startProcess } from "../process";
import type { Project } from "../project";
import { sourcesLoader } from "./start";
import { isUnchecked } from "./tsconfig";

/** Something that the compiler refuses. */
export interface TypeDiagnostic {
  readonly file: string;
  /** From 1 on. */
  readonly line: number;
  readonly column: number;
  /** For example `TS2322`. */
  readonly code: string;
  readonly message: string;
}

export interface TypeCheck {
  /** What Pulumi would refuse; nothing where the check was given up. */
  readonly errors: Promise<readonly TypeDiagnostic[]>;
  /** Lets it wait until it is resumed. */
  pause(): void;
  resume(): void;
  giveUp(): void;
}

/**
 * Checks the types of a program as Pulumi would before it runs it, by the program's own compiler, in a process of low priority.
 * A program without TypeScript has no errors, nor has one that tells Pulumi not to check it.
 */
export function checkTypes({ language, options, entry, directory }: Project): TypeCheck {
  const unchecked = options["typescript"] === false || process.env["PULUMI_NODEJS_TRANSPILE_ONLY"] === "true";
  if (language !== "nodejs" || unchecked || !/\.[cm]?tsx?$/.test(entry) || isUnchecked(directory))
    return { errors: Promise.resolve([]), pause() {}, resume() {}, giveUp() {} };
  const errors: TypeDiagnostic[] = [];
  const script = join(__dirname, `check-types${extname(__filename)}`);
  const checking = startProcess(process.execPath, [...sourcesLoader(), script, entry], { cwd: directory }, (line) => {
    // A compiler that is not there, or is of another kind, says so in lines of its own.
    if (line.startsWith('{"file":')) errors.push(JSON.parse(line));
  });
  return {
    errors: checking.ended.then(() => errors),
    pause: checking.pause,
    resume: checking.resume,
    giveUp() {
      checking.stop();
      errors.length = 0;
    },
  };
}
