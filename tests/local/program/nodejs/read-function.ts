/** Reads where a function is as the SDK does to turn it into one for Lambda, and prints it. */
import Module from "node:module";
import { loadLater } from "../../../../local/program/nodejs/light-sdk";

function read(): void {}

async function main(): Promise<void> {
  const internals: { _load: (request: string, parent: unknown, isMain: boolean) => unknown } = Object(Module);
  const original = internals._load;
  let startedEarly = false;
  const start = () => {
    startedEarly = true;
  };
  const hooks = { isInitializedAsync: start, getSessionAsync: start, getScriptUrl: (_id: string | undefined): string => "" };
  internals._load = () => hooks;
  loadLater();
  internals._load("./v8Hooks", { filename: "/app/node_modules/@pulumi/pulumi/runtime/closure/v8.js" }, false);
  internals._load = original;
  await Object(hooks).isInitializedAsync();
  const session = await Object(hooks).getSessionAsync();
  const ask = (method: string, params: object) =>
    new Promise<Answer>((resolve) => session.post(method, params, (_: unknown, answer: Answer) => resolve(answer)));
  Object.assign(globalThis, { read });
  const { result } = await ask("Runtime.evaluate", { expression: "read" });
  const { internalProperties } = await ask("Runtime.getProperties", { objectId: Object(result).objectId });
  const place = internalProperties?.find(({ name }) => name === "[[FunctionLocation]]");
  process.stdout.write(JSON.stringify({ location: hooks.getScriptUrl(place?.value.value.scriptId), startedEarly }));
  session.disconnect();
}

interface Answer {
  readonly result?: unknown;
  readonly internalProperties?: readonly { readonly name: string; readonly value: { readonly value: { readonly scriptId: string } } }[];
}

void main();
