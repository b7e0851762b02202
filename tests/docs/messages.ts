/** What the local command can say to its user, as the source has it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import ts from "typescript";

const ROOT = join(__dirname, "../..");

export interface Message {
  /** With … for what differs from time to time. */
  readonly text: string;
  readonly file: string;
}

/** By which functions things are said, but for those that say what others have made. */
const SAYS = /^(?:Refusal|CodeError|log|line|notice|push|warn)$/;
const PLACES = ["local/**/*.ts", "components/lambda/code/**/*.ts"];
/** Shorter constant parts tell nothing apart. */
const TELLING = 8;

/** Every refusal, notice and problem that has a telling text of its own. */
export function messages(): readonly Message[] {
  const found = new Map<string, Message>();
  for (const file of globSync(PLACES, { cwd: ROOT, ignore: ["local/testing/**", "local/lambda/runtime/**"] }).sort()) {
    const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.ES2022, true);
    const visit = (node: ts.Node): void => {
      if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && SAYS.test(nameOf(node.expression)))
        for (const argument of node.arguments ?? []) for (const text of textsOf(argument)) if (tells(text)) found.set(text, { text, file });
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return [...found.values()];
}

/** Lambda's own lines in logs, and the debugger's, are no messages of ours. */
function tells(text: string): boolean {
  return (
    text.split("…").some((part) => part.trim().length >= TELLING) &&
    !/^(?:START|END|Debugger listening|DynamoDB: …$|Functions ……$)/.test(text)
  );
}

function nameOf(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : "";
}

/** The texts that an expression can be: of a choice, each. */
function textsOf(expression: ts.Expression): string[] {
  if (ts.isStringLiteral(expression) || ts.isNoSubstitutionTemplateLiteral(expression)) return [expression.text];
  if (ts.isConditionalExpression(expression)) return [...textsOf(expression.whenTrue), ...textsOf(expression.whenFalse)];
  if (!ts.isTemplateExpression(expression)) return [];
  return [[expression.head.text, ...expression.templateSpans.map(({ literal }) => literal.text)].join("…").replace(/\s*\n\s*/g, " ")];
}
