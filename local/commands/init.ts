import { relative } from "node:path";
import { writeProgram } from "../init/index";
import { parseInitOptions } from "./options";

/** Writes a program with one route, its function, its test and its workflows; says what to do next. */
export function init(args: readonly string[]): void {
  const { folder } = parseInitOptions(args);
  const files = writeProgram(folder);
  const there = relative("", folder);
  const next = [
    ...(there === "" ? [] : [`cd ${there}`]),
    "npm install",
    "npm test",
    "npm start",
    "curl http://localhost:3000/hello/v1/hello/Jane",
  ];
  process.stdout.write(`${folder} has now:\n${indented(files)}\nNext, of which the last in another terminal:\n${indented(next)}`);
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}\n`).join("");
}
