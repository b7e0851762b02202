import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FunctionConfiguration } from "../lambda/index";
import { Refusal } from "../refusal";
import type { LocalFunction } from "../resources/index";
import { checkHandler } from "./handler";
import { unpack } from "./unpack";

export interface UnpackedFunctions {
  readonly configurations: readonly FunctionConfiguration[];
  /** Why a function cannot be run locally, by its ARN. */
  readonly missing: ReadonlyMap<string, string>;
  /** Removes what was unpacked. */
  remove(): void;
}

/**
 * Puts the code of each function into a folder.
 *
 * @throws {Refusal} naming every function whose code is not there, does not compile or has no handler.
 */
export function unpackFunctions(functions: readonly LocalFunction[]): UnpackedFunctions {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "lambda-rest-api-")));
  const remove = () => rmSync(root, { recursive: true, force: true });
  const missing = new Map<string, string>();
  const problems: string[] = [];
  const configurations = functions.flatMap(({ code, resource, ...configuration }, index) => {
    if ("missing" in code) {
      missing.set(configuration.arn, code.missing);
      return [];
    }
    try {
      const directory = join(root, String(index));
      unpack(code, directory);
      checkHandler(configuration.handler, directory);
      return [{ ...configuration, directory }];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push(`${resource}: ${error.message}`);
      return [];
    }
  });
  if (problems.length === 0) return { configurations, missing, remove };
  remove();
  throw new Refusal(problems.join("\n"));
}
