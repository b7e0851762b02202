import type { DomainDefinition, MatchHeader, RoutingRule } from "../domain-types";
import type { DefinitionPath, Refusal } from "./refusal";

const ROUTING_RULES = 50;
const LARGEST_PRIORITY = 1_000_000;
const MATCHED_HEADERS = 2;
const BASE_PATH_LENGTH = 127;
const HEADER_LENGTH = 39;
const GLOB_LENGTH = 127;
const INFIX_LENGTH = 39;
const UNMATCHABLE_HEADERS =
  /^(?:access-control-.*|apigw-.*|authorization|connection|content-(?:encoding|length|location)|forwarded|keep-alive|origin|proxy-auth(?:enticate|orization)|te|trailers|transfer-encoding|upgrade|x-amzn?-.*|x-apigw-api-id|x-forwarded-(?:for|host|proto)|x-restapi|via)$/i;

/**
 * What is wrong with routing rules: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html,
 * "Restrictions".
 */
export function* checkRoutingRules({ routingRules }: DomainDefinition<unknown>): Iterable<Refusal> {
  const count = Object.keys(routingRules).length;
  if (count > ROUTING_RULES) yield { path: ["routingRules"], message: `are ${count}. A domain name may have ${ROUTING_RULES}.` };
  const byPriority = new Map<number, string>();
  for (const [name, rule] of Object.entries(routingRules)) {
    const path = ["routingRules", name];
    yield* checkRule(path, rule);
    const other = byPriority.get(rule.priority);
    if (other !== undefined)
      yield { path: [...path, "priority"], message: `is ${rule.priority}, as that of ${JSON.stringify(other)}. Give each its own.` };
    else byPriority.set(rule.priority, name);
  }
}

/** What is wrong with the base path of a mapping or a rule. */
export function* checkBasePath(path: DefinitionPath, basePath: string, longest: number): Iterable<Refusal> {
  if (basePath.length > longest) yield { path, message: `has ${basePath.length} characters. It may have ${longest}.` };
  if (!basePath.split("/").every((part) => /^[A-Za-z0-9$\-_.+!*'()]+$/.test(part)))
    yield {
      path,
      message: "is no base path. Write parts of letters, digits and $-_.+!*'(), with single slashes between them and none around.",
    };
}

function* checkRule(
  path: DefinitionPath,
  { priority, matchHeaders, matchBasePath, stripBasePath }: RoutingRule<unknown>,
): Iterable<Refusal> {
  if (!(Number.isInteger(priority) && priority >= 1 && priority <= LARGEST_PRIORITY))
    yield { path: [...path, "priority"], message: `is ${priority}. Give a whole number from 1 to ${LARGEST_PRIORITY}.` };
  if (matchHeaders.length > MATCHED_HEADERS)
    yield { path: [...path, "matchHeaders"], message: `are ${matchHeaders.length}. A rule may match ${MATCHED_HEADERS} headers.` };
  for (const [index, match] of matchHeaders.entries()) yield* checkHeader([...path, "matchHeaders", index], match);
  if (matchBasePath !== undefined) yield* checkBasePath([...path, "matchBasePath"], matchBasePath, BASE_PATH_LENGTH);
  else if (stripBasePath)
    yield { path: [...path, "stripBasePath"], message: "is true, and the rule matches no base path. Give matchBasePath, or leave it out." };
}

function* checkHeader(path: DefinitionPath, { header, valueGlob }: MatchHeader): Iterable<Refusal> {
  const named = [...path, "header"];
  if (!/^[A-Za-z0-9?\-!#$%&'.^_`|~]+$/.test(header) || header.length > HEADER_LENGTH)
    yield {
      path: named,
      message: `is ${JSON.stringify(header)}. Give the name of a header, of up to ${HEADER_LENGTH} characters; it cannot have a *.`,
    };
  else if (UNMATCHABLE_HEADERS.test(header))
    yield { path: named, message: `is ${header}, by which API Gateway does not route. Match another header.` };
  yield* checkGlob([...path, "valueGlob"], valueGlob);
}

// Which characters a value may have the page says, and its own example, image/webp, has another: they are not looked at.
function* checkGlob(path: DefinitionPath, valueGlob: string): Iterable<Refusal> {
  const isInfix = valueGlob.length > 1 && valueGlob.startsWith("*") && valueGlob.endsWith("*");
  const longest = isInfix ? INFIX_LENGTH : GLOB_LENGTH;
  if (valueGlob === "" || valueGlob.length > longest)
    yield {
      path,
      message: `has ${valueGlob.length} characters. It may have 1 to ${longest}${isInfix ? " where it begins and ends with *" : ""}.`,
    };
  if (valueGlob.slice(1, -1).includes("*"))
    yield { path, message: `is ${JSON.stringify(valueGlob)}. A * may be at the start, at the end or at both.` };
}
