/**
 * Services whose requests and answers are JSON, as far as functions read from them:
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
import { isMapping } from "../program/index";
import type { ServiceAnswer } from "../service-answer";
import type { KnownCaller } from "./callers";

export type Input = Readonly<Record<string, unknown>>;

/** What a service answers where it refuses: `type` is the name of the error. */
export class ServiceFault extends Error {
  constructor(
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}

/** What one operation answers. @throws {ServiceFault} */
export type Operation = (input: Input, caller: KnownCaller) => object;

export interface JsonService {
  /** As signatures and IAM have it. */
  readonly name: string;
  readonly operations: Readonly<Record<string, Operation>>;
  /** Whether it takes requests by the older Query protocol too. */
  readonly takesQueries: boolean;
}

/** @throws {ServiceFault} if the caller's role does not allow it. */
export function authorize(caller: KnownCaller, action: string, resource: string): void {
  if (caller.allows(action, resource)) return;
  const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
  throw new ServiceFault("AccessDeniedException", message);
}

/** Runs the operation that the request's target names; whatever is wrong with it is a fault of the service's. */
export function answerJson(service: JsonService, target: string, body: Buffer, caller: KnownCaller): ServiceAnswer | ServiceFault {
  const output = perform(service, target.split(".").at(-1) ?? "", () => inputOf(body), caller);
  if (output instanceof ServiceFault) return output;
  return { status: 200, headers: { "Content-Type": "application/x-amz-json-1.1" }, body: Buffer.from(JSON.stringify(output)) };
}

/** What an operation answers, or refuses. */
export function perform(service: JsonService, name: string, input: () => Input, caller: KnownCaller): object | ServiceFault {
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (operation === undefined)
    return new ServiceFault(
      "NotRunLocally",
      `${name || "A request without X-Amz-Target"} of ${service.name} is not run locally, only ${Object.keys(service.operations).join(", ")}; --endpoint ${service.name}=URL points to one that has it`,
    );
  try {
    return operation(input(), caller);
  } catch (error) {
    if (error instanceof ServiceFault) return error;
    throw error;
  }
}

function inputOf(body: Buffer): Input {
  try {
    const input: unknown = JSON.parse(body.toString("utf8") || "{}");
    if (isMapping(input)) return input;
  } catch {
    // Said below.
  }
  throw new ServiceFault("SerializationException", "The request is no JSON object");
}

/** A text among an operation's input. @throws {ServiceFault} if it is none, or missing. */
export function textIn(input: Input, name: string): string {
  const value = input[name];
  if (typeof value === "string" && value !== "") return value;
  throw new ServiceFault("ValidationException", `${name} must be a text that is not empty`);
}
