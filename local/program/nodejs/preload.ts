import Module from "node:module";
import { registerTypeScript } from "./compile";
import { loadLater } from "./light-sdk";
import { mapStackTraces } from "./stack-traces";

// Loaded by Node.js before the SDK's runner, in the process of the program.
loadLater();
mapStackTraces(process.env["LAMBDA_REST_API_TYPESCRIPT"] === "true" ? registerTypeScript(process.cwd()) : () => undefined);

// Before the SDK tells that the program has run: from then on it may be ended at once. Node.js 20 has no such cache.
const { flushCompileCache }: { readonly flushCompileCache?: () => void } = Object(Module);
process.once("beforeExit", () => flushCompileCache?.());
