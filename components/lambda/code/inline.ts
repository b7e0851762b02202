import * as pulumi from "@pulumi/pulumi";
import { transformSync } from "esbuild";
import type { InlineArgs } from "../arguments";
import { NEWEST_NODE, NEWEST_PYTHON } from "../runtimes";
import { CodeError } from "./messages";
import { type Code, codeAlone } from "./types";

/** The code of a function of a few lines. @throws {CodeError} if it is not of its language, or has no such function */
export function inlineCode({
  inline,
  handler = "handler",
  runtime = isPython(inline) ? NEWEST_PYTHON : NEWEST_NODE,
}: InlineArgs<string>): Code {
  const file = runtime.startsWith("python") ? "index.py" : /^\s*(import|export)\b/m.test(inline) ? "index.mjs" : "index.js";
  if (file === "index.py") refusePython(inline, handler, runtime);
  else refuseJavaScript(inline, handler);
  return codeAlone({
    code: new pulumi.asset.AssetArchive({ [file]: new pulumi.asset.StringAsset(inline) }),
    handler: `index.${handler}`,
    runtime,
  });
}

function isPython(text: string): boolean {
  return /^\s*(async\s+)?def\s+\w+\s*\(/m.test(text);
}

function refusePython(text: string, handler: string, runtime: string): void {
  if (!new RegExp(`^(\\s*def\\s+${handler}\\s*\\(|${handler}\\s*=)|\\bimport\\b.*\\b${handler}\\b`, "m").test(text))
    throw new CodeError(
      `inline: it is ${runtime} and defines no ${handler}; write def ${handler}(event, context), or give the name as handler`,
    );
}

function refuseJavaScript(text: string, handler: string): void {
  try {
    transformSync(text, { loader: "js", logLevel: "silent", sourcefile: "inline" });
  } catch (error) {
    throw new CodeError(error instanceof Error ? error.message.replace(/^.*\n/, "") : String(error));
  }
  const [name = ""] = handler.split(".");
  if (!text.includes(name))
    throw new CodeError(`inline: it exports no ${name}; write exports.${name} = async (event) => …, or give the name as handler`);
}
