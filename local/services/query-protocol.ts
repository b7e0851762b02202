/**
 * The protocol by which API Gateway's integrations ask Parameter Store, older than its JSON; the answer is JSON all the same, since API
 * Gateway accepts that (recorded: test_ssm_aws_integration). https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
import { randomUUID } from "node:crypto";
import { isMapping } from "../program/index";
import type { ServiceAnswer } from "../service-answer";
import { type Input, ServiceFault } from "./json-service";

/** What a request asks for. */
export interface Query {
  readonly action: string;
  readonly input: Input;
}

/** The query in a request's target, or in its body where that is a form; undefined where neither names an action. */
export function queryOf(target: string, contentType: string, body: Buffer): Query | undefined {
  const isForm = contentType.startsWith("application/x-www-form-urlencoded");
  const parameters = [...new URLSearchParams(target.split("?")[1]), ...new URLSearchParams(isForm ? body.toString() : "")];
  const action = parameters.find(([name]) => name === "Action")?.[1];
  return action === undefined ? undefined : { action, input: inputOf(parameters) };
}

/** What the service answers, or refuses, in the words of this protocol. */
export function answerQuery(action: string, output: object): ServiceAnswer {
  const requestId = randomUUID();
  if (output instanceof ServiceFault)
    return json(400, { Error: { Code: output.type, Message: output.message, Type: "Sender" }, RequestId: requestId });
  return json(200, { [`${action}Response`]: { [`${action}Result`]: output, ResponseMetadata: { RequestId: requestId } } }, withAbsent);
}

/** What a parameter does not have is null (recorded: test_ssm_aws_integration, test_get_parameter_query_protocol). */
function withAbsent(member: string, value: unknown): unknown {
  const complete = (parameter: unknown) => (isMapping(parameter) ? { Selector: null, SourceResult: null, ...parameter } : parameter);
  if (member === "Parameter") return complete(value);
  return member === "Parameters" && Array.isArray(value) ? value.map(complete) : value;
}

const FLAGS = new Set(["Recursive", "WithDecryption"]);
const NUMBERS = new Set(["MaxResults"]);

function inputOf(parameters: readonly (readonly [string, string])[]): Input {
  const input = new Map<string, unknown>();
  for (const [name, value] of parameters) {
    const [, list] = /^(\w+)\.member\.\d+$/.exec(name) ?? [];
    if (list !== undefined) input.set(list, [input.get(list) ?? [], value].flat());
    else input.set(name, FLAGS.has(name) ? value === "true" : NUMBERS.has(name) ? Number(value) : value);
  }
  return Object.fromEntries(input);
}

function json(status: number, answer: object, replacer?: (member: string, value: unknown) => unknown): ServiceAnswer {
  return { status, headers: { "Content-Type": "application/json" }, body: Buffer.from(JSON.stringify(answer, replacer)) };
}
