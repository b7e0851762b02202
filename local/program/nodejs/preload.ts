import { registerTypeScript } from "./compile";
import { loadLater } from "./light-sdk";
import { mapStackTraces } from "./stack-traces";

// Loaded by Node.js before the SDK's runner, in the process of the program.
loadLater();
mapStackTraces(process.env["LAMBDA_REST_API_TYPESCRIPT"] === "true" ? registerTypeScript(process.cwd()) : () => undefined);
