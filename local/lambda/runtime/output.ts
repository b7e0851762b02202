/** Everything the function writes becomes lines of its log: console, standard output and error, and their file descriptors. */
import fs from "node:fs";
import { format } from "node:util";
import { errorLogText } from "./errors";
import { post } from "./port";

type Level = "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL";

const LEVELS: readonly Level[] = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];
const isJson = process.env["AWS_LAMBDA_LOG_FORMAT"] === "JSON";
const lowestLevel = LEVELS.find((level) => level === process.env["AWS_LAMBDA_LOG_LEVEL"]) ?? "TRACE";

let currentRequest: string | undefined;
const unfinished = new Map<number, string>();

/** Replaces the console as Lambda's Node.js runtime does, and takes over the file descriptors 1 and 2. */
export function captureOutput(): void {
  const { console } = globalThis;
  const logger =
    (level: Level) =>
    (...message: unknown[]) =>
      log(level, ...message);
  const info = logger("INFO");
  Object.assign(console, {
    trace: logger("TRACE"),
    debug: logger("DEBUG"),
    info,
    log: info,
    warn: logger("WARN"),
    error: logger("ERROR"),
    fatal: logger("FATAL"),
  });
  captureStream(process.stdout, 1);
  captureStream(process.stderr, 2);
  captureDescriptors();
}

/** A line in the text or JSON format of Lambda's logs. Before the first request the id is `undefined`, as on AWS. */
export function log(level: Level, ...message: unknown[]): void {
  if (LEVELS.indexOf(level) < LEVELS.indexOf(lowestLevel)) return;
  post("log", isJson ? jsonLine(level, message) : `${new Date().toISOString()}\t${currentRequest}\t${level}\t${format(...message)}`);
}

/** What ended a request, or the environment: in JSON with fields of its own. */
export function logError(title: string, error: unknown): void {
  log("ERROR", title, isJson ? (error instanceof Error ? error : new Error(String(error))) : errorLogText(error));
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html#nodejs-logging-advanced */
function jsonLine(level: Level, message: readonly unknown[]): string {
  const line = { timestamp: new Date().toISOString(), level, requestId: currentRequest };
  const error = message.find((part) => part instanceof Error);
  const [only] = message;
  const text = message.length === 1 && only !== error ? only : format(...message);
  const fields = error instanceof Error ? { errorType: error.name, errorMessage: error.message, stackTrace: error.stack?.split("\n") } : {};
  try {
    return JSON.stringify({ ...line, message: text, ...fields });
  } catch {
    return JSON.stringify({ ...line, message: format(...message) });
  }
}

export function logForRequest(requestId: string): void {
  currentRequest = requestId;
}

/** Logs what was written without a newline at its end. */
export function flushOutput(): void {
  for (const line of unfinished.values()) if (line !== "") post("log", line);
  unfinished.clear();
}

function captureStream(stream: NodeJS.WriteStream, descriptor: number): void {
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    write(descriptor, Buffer.from(chunk).toString());
    const callback = rest.find((argument) => typeof argument === "function");
    if (callback !== undefined) process.nextTick(callback);
    return true;
  };
}

/** Loggers such as pino write to the descriptor itself; what comes by it from elsewhere, the service reads. */
function captureDescriptors(): void {
  const original = { write: fs.write, writeSync: fs.writeSync };
  const writeSync = (descriptor: number, data: unknown, ...rest: unknown[]) =>
    isOutput(descriptor) ? write(descriptor, text(data, rest)) : Reflect.apply(original.writeSync, fs, [descriptor, data, ...rest]);
  const writeLater = (descriptor: number, data: unknown, ...rest: unknown[]) => {
    const callback = rest.at(-1);
    if (!isOutput(descriptor) || typeof callback !== "function") return Reflect.apply(original.write, fs, [descriptor, data, ...rest]);
    process.nextTick(callback, null, write(descriptor, text(data, rest)), data);
  };
  Reflect.set(fs, "writeSync", writeSync);
  Reflect.set(fs, "write", Object.defineProperties(writeLater, Object.getOwnPropertyDescriptors(original.write)));
}

function isOutput(descriptor: number): boolean {
  return descriptor === 1 || descriptor === 2;
}

/** Of a buffer, `rest` may begin with offset and length; of a text, with a position. */
function text(data: unknown, rest: readonly unknown[]): string {
  if (!ArrayBuffer.isView(data)) return String(data);
  const [offset, length] = rest.map((argument) => (typeof argument === "number" ? argument : undefined));
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return bytes.subarray(offset ?? 0, length === undefined ? undefined : (offset ?? 0) + length).toString();
}

function write(descriptor: number, written: string): number {
  const lines = `${unfinished.get(descriptor) ?? ""}${written}`.split("\n");
  unfinished.set(descriptor, lines.pop() ?? "");
  for (const line of lines) post("log", line);
  return Buffer.byteLength(written);
}
