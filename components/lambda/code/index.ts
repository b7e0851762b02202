import type { ImageArgs, LambdaFunctionArgs, PythonArgs, SourceArgs } from "../arguments";
import { givenCode } from "./given";
import { inlineCode } from "./inline";
import { CodeError } from "./messages";
import { pythonCode } from "./python/index";
import { sourceCode } from "./source";
import { type Code, codeAlone } from "./types";

export type { Code };

/**
 * The code of a function: bundled, installed, taken as it is, or an image. @throws {CodeError} if that cannot become a function that runs
 */
export function codeOf(args: LambdaFunctionArgs<string>): Code {
  // As a program in JavaScript may give it.
  const given = ["entry", "inline", "code", "image"].filter((name) => Reflect.get(args, name) !== undefined);
  if (given.length > 1) throw new CodeError(`${given.join(" and ")} are given, each of which is the code. Give one of them.`);
  if (args.image !== undefined) return imageCode(args);
  if (args.inline !== undefined) return inlineCode(args);
  if (args.code !== undefined) return givenCode(args);
  if (args.entry === undefined) throw new CodeError("entry: is missing. Give the source, or code, inline or image in its place.");
  return isPython(args) ? pythonCode(args) : sourceCode(args);
}

function isPython(args: SourceArgs<string> | PythonArgs<string>): args is PythonArgs<string> {
  return args.runtime?.startsWith("python") ?? args.entry.endsWith(".py");
}

function imageCode({ image, imageConfig }: ImageArgs<string>): Code {
  return codeAlone({ packageType: "Image", imageUri: image, ...(imageConfig !== undefined && { imageConfig }) });
}
