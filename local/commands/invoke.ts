import { Refusal } from "../refusal";
import { createReport } from "../report";
import type { LocalFunction } from "../resources/index";
import { once, readOption } from "./once";
import { type InvokeOptions, parseInvokeOptions } from "./options";

/** Calls a function of a program once, and prints its answer. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export async function invoke(args: readonly string[]): Promise<void> {
  const options = parseInvokeOptions(args);
  const payload = readOption("--event", options.event, Buffer.from("{}"));
  const print = createReport({ ...options, verbose: false });
  await once(options, print.line, async ({ resources, ports }) => {
    const functionArn = chooseFunction(options, resources.functions);
    const result = await ports.invoke({ functionArn, invocationType: "RequestResponse", payload, traceId: "", streaming: false });
    if (result.kind === "refused") throw new Refusal(`${result.errorType}: ${result.message}`);
    if (result.kind === "payload") print.text(result.payload.toString());
    if (result.kind === "payload" && result.functionError !== undefined) throw new Refusal(`the function failed (${result.functionError})`);
  });
}

/** By its name, its ARN or the resource's name, with a qualifier or without; or the only one. */
function chooseFunction({ function: given }: InvokeOptions, functions: readonly LocalFunction[]): string {
  const names =
    functions
      .map(({ name }) => name)
      .toSorted()
      .join(", ") || "none";
  const [only] = functions;
  if (given === undefined && functions.length === 1 && only !== undefined) return only.arn;
  if (given === undefined) throw new Refusal(`choose a function with --function: ${names}`);
  for (const { name, arn, logicalName } of functions) {
    for (const known of [arn, name, logicalName]) {
      if (given === known) return arn;
      if (given.startsWith(`${known}:`)) return arn + given.slice(known.length);
    }
  }
  throw new Refusal(`there is no function ${given}; there are: ${names}`);
}
