/** What the local command and the components can say to their user, as the source has it. */
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

/** Whatever reads like a sentence is a message, wherever it is said from; these files have sentences that are none, and why. */
const NO_MESSAGES: Readonly<Record<string, string>> = {
  "components/schema/**": "the schema for other languages",
  "components/integrations/**": "templates, and what callers get",
  "components/observability/{graphs,metric-alarms}.ts": "titles of graphs and alarms",
  "components/lambda/code/{build,load/child}.ts": "programs of their own",
  "components/{arguments/openapi,domains/references,lambda/{rules,role-policy-problems,combinations,limits},shape/{check,written-out},stages/stage-problems}.ts":
    "problems, by their rules",
  "components/{observability/observed-stage,permissions/stage-variable-permissions}.ts": "problems, by their rules",
  "local/testing/**": "said to a test",
  "local/lambda/{faults,runtime-api}.ts": "Lambda's own words",
  "local/lambda/runtime/**": "Lambda's own words",
  "local/services/{invoke-api,json-service,objects,parameter-store,secrets-manager}.ts": "the service's own words",
  "local/dynamodb/{door,engine}.ts": "DynamoDB's own words, and a shell's",
  "local/{lambda/{child,frames,sandbox},program/{callbacks,language-host,plugins},server/body,send}.ts":
    "between processes, and never shown",
  "components/{private/execute-api-endpoint,lambda/code/load/child}.ts": "a description at AWS, and another process",
  "local/{commands/{init,options},init/index}.ts": "what help and init write",
};
const PLACES = ["components/**/*.ts", "local/**/*.ts"];

/** Parts of longer ones, Node.js's, Lambda's own line of a request, and what only a bug would show. */
const PARTS =
  /^(?:Class extends value undefined|This is not what was asked for|is not known locally|no stack has a file there|as it is given| {2}by custom domain names alone|Debugger listening .*|REPORT RequestId: .*)$/;

/** By which functions things are said, short ones and in these files among them. */
const SAYS = /^(?:Refusal|CodeError|log|line|notice|push|warn)$/;
const SAID_IN = ["components/lambda/code/**/*.ts", "local/**/*.ts"];
const NEVER_SAID = ["local/testing/**", "local/lambda/runtime/**"];

/** Every text of several words, and every shorter one that is said; a part of a longer one is not told by itself. */
export function messages(): readonly Message[] {
  const found = new Map<string, Message>();
  const sayings = new Set(globSync(SAID_IN, { cwd: ROOT, ignore: NEVER_SAID }));
  const speaking = new Set(globSync(PLACES, { cwd: ROOT, ignore: Object.keys(NO_MESSAGES) }));
  for (const file of [...new Set([...sayings, ...speaking])].sort()) {
    const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.ES2022, true);
    const visit = (node: ts.Node): void => {
      const text = textOf(node);
      if (
        text !== undefined &&
        !PARTS.test(text) &&
        ((speaking.has(file) && isSentence(text)) || (sayings.has(file) && isSaid(node) && tells(text)))
      )
        found.set(text, { text, file });
      else ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return [...found.values()];
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…").replace(/\s*\n\s*/g, " ");
}

/** Whether it is what a function says, or one of its choices. */
function isSaid(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isConditionalExpression(parent)) return isSaid(parent);
  return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== node && SAYS.test(nameOf(parent.expression));
}

function nameOf(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : "";
}

/** Shorter constant parts tell nothing apart; Lambda's own lines in logs, and the debugger's, are no messages of ours. */
function tells(text: string): boolean {
  return (
    text.split("…").some((part) => part.trim().length >= 8) && !/^(?:START|END|Debugger listening|DynamoDB: …$|Functions ……$)/.test(text)
  );
}

function isSentence(text: string): boolean {
  const words = text.match(/(?<![\w./:-])[A-Za-z][a-z]+(?=[ ,:;.…]|$)/g) ?? [];
  return words.length >= 4 && !/^(?:import|arn:|\^|#|\$1)|\n/.test(text);
}
