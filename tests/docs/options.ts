/** docs/options.md: every option, from the types and their docstrings. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import ts from "typescript";
import { USAGE } from "../../local/commands/usage";

const ROOT = join(__dirname, "../..");

/** What a program makes or calls, with the type of its arguments. */
const SUBJECTS: readonly (readonly [subject: string, type: string])[] = [
  ["new RestApi(name, args)", "RestApiArgs"],
  ["new LambdaFunction(name, args)", "LambdaFunctionArgs"],
  ["new DomainName(name, args)", "DomainNameArgs"],
  ["new ApiAlarms(name, args)", "ApiAlarmsArgs"],
  ["new ApiDashboard(name, args)", "ApiDashboardArgs"],
  ["new ApiGatewayAccount(name, args)", "ApiGatewayAccountArgs"],
  ["new ExecuteApiEndpoint(name, args)", "ExecuteApiEndpointArgs"],
  ["lambdaProxy(fn, options)", "LambdaProxyOptions"],
  ["lambdaCustom(fn, options), mock(options)", "CustomIntegrationOptions"],
  ["http(uri, options)", "HttpOptions"],
  ["httpProxy(uri, options)", "HttpProxyOptions"],
  ["dynamoDb(table, action, options)", "DynamoDbOptions"],
  ["tokenAuthorizer(fn, options)", "TokenAuthorizerOptions"],
  ["requestAuthorizer(fn, options)", "RequestAuthorizerOptions"],
  ["cognitoAuthorizer(userPools, options)", "CognitoAuthorizerOptions"],
  ["jwtAuthorizer(issuers, options)", "JwtAuthorizerOptions"],
  ["startLocal(options)", "StartOptions"],
];

interface Option {
  readonly name: string;
  readonly required: boolean;
  readonly type: string;
  readonly byDefault: string;
  readonly description: string;
}

/** The page's text. @throws where a type of the subjects is not there. */
export function optionsPage(): string {
  const types = typesOf([...sources("components"), ...sources("definition"), ...sources("local/testing")]);
  const titles = new Map(SUBJECTS.map(([subject, type]) => [type, subject]));
  const sections: string[] = [];
  const queue = SUBJECTS.map(([, type]) => type);
  for (const name of queue) {
    const options = optionsOf(name, types);
    sections.push(section(titles.get(name), name, options));
    for (const found of options.flatMap(({ type }) => type.match(/\b\w+(?:Args|Arguments|Options)\b/g) ?? []))
      if (types.has(found) && !queue.includes(found)) queue.push(found);
  }
  return `# Every option\n\nMade of the source by \`npm run docs:options\`. An option with a star has to be given; \`Input<…>\` may be known only at deployment. Types that are named here have a section of their own.\n\n${sections.join("\n")}\n## The command line\n\n\`\`\`text\n${USAGE}\n\`\`\`\n`;
}

function section(subject: string | undefined, type: string, options: readonly Option[]): string {
  const rows = options.map(({ name, required, type: kind, byDefault, description }) =>
    row(`\`${name}\`${required ? " *" : ""}`, kind.includes("`") ? `\`\` ${kind} \`\`` : `\`${kind}\``, byDefault, description),
  );
  const title = subject === undefined ? `### ${type}` : `## \`${subject}\``;
  return [title, "", row("option", "type", "default", ""), row("---", "---", "---", "---"), ...rows, ""].join("\n");
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replace(/\s+/g, " ").trim()).join(" | ")} |`;
}

type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

function sources(room: string): readonly string[] {
  return globSync(`${room}/**/*.ts`, { cwd: ROOT }).sort();
}

function typesOf(files: readonly string[]): ReadonlyMap<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.ES2022, true);
    for (const statement of source.statements)
      if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) found.set(statement.name.text, statement);
  }
  return found;
}

/** The members of a type, those that it has from others among them; the narrower one of a name wins. */
function optionsOf(name: string, types: ReadonlyMap<string, Declaration>): readonly Option[] {
  const declaration = types.get(name);
  if (declaration === undefined) throw new Error(`there is no type ${name}`);
  const found = new Map<string, Option>();
  const add = (options: readonly Option[]) => {
    for (const option of options) if (!found.has(option.name)) found.set(option.name, option);
  };
  if (ts.isInterfaceDeclaration(declaration)) {
    add(declaration.members.filter(ts.isPropertySignature).map(optionOf));
    for (const base of declaration.heritageClauses?.flatMap((clause) => clause.types) ?? []) add(inherited(base.getText(), types));
  } else if (ts.isUnionTypeNode(declaration.type) || ts.isIntersectionTypeNode(declaration.type))
    // One of them is given, so that none of its members has to be.
    for (const part of declaration.type.types)
      add(
        inherited(part.getText(), types).map((option) => ({
          ...option,
          required: option.required && !ts.isUnionTypeNode(declaration.type),
        })),
      );
  return [...found.values()].filter(({ type }) => type !== "never");
}

/** Of `Base<…>`, and of `Omit<Base<…>, "a" | "b">`. */
function inherited(text: string, types: ReadonlyMap<string, Declaration>): readonly Option[] {
  const [, omitted, name = "", rest = ""] = /^(?:(Omit|Partial|Pick)<)?(\w+)(.*)$/s.exec(text) ?? [];
  if (!types.has(name)) return [];
  const options = optionsOf(name, types);
  const named = new Set([...rest.matchAll(/"(\w+)"/g)].map(([, one = ""]) => one));
  if (omitted === "Omit") return options.filter((option) => !named.has(option.name));
  return omitted === "Pick" ? options.filter((option) => named.has(option.name)) : options;
}

function optionOf(member: ts.PropertySignature): Option {
  const [doc] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
  const byDefault = doc?.tags?.find(({ tagName }) => tagName.text === "default");
  const required = member.questionToken === undefined;
  return {
    name: member.name.getText(),
    required,
    type: written(member.type?.getText() ?? ""),
    byDefault: ts.getTextOfJSDocComment(byDefault?.comment) ?? (required ? "" : "none"),
    description: ts.getTextOfJSDocComment(doc?.comment) ?? "",
  };
}

/** A type as a reader needs it: without what only the compiler does. */
function written(type: string): string {
  return type
    .replace(/\s+/g, " ")
    .replace(/\breadonly /g, "")
    .replace(/\b(?:L|References)\["text"\]/g, "Input<string>")
    .replace(/\bL\["(\w+)"\]/g, "$1")
    .replace(/\bRoutesArguments<.*>/, "Record<RouteKey, RouteArguments>")
    .replace(/\bpulumi\./g, "")
    .replace(/\b(?:Readonly|Partial|NoInfer)<((?:[^<>]|<(?:[^<>]|<[^<>]*>)*>)*)>/g, "$1")
    .replace(/\b(?:Readonly|Partial|NoInfer)<((?:[^<>]|<(?:[^<>]|<[^<>]*>)*>)*)>/g, "$1")
    .replace(/\b(\w+(?:Args|Arguments|Options))<[^>]*>+/g, (all, name: string) => (all.endsWith(">>") ? `${name}>` : name));
}
