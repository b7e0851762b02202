import type { InvokeLambda } from "../../gateway/index";
import type { FunctionLogs } from "../function-logs";
import type { LocalFunction } from "../resources/index";
import type { LocalTestFunction } from "./types";

export function testFunction({ name, arn }: LocalFunction, invoke: InvokeLambda, logs: FunctionLogs): LocalTestFunction {
  return {
    async invoke<Result>(event: unknown = {}): Promise<Result> {
      const payload = Buffer.from(JSON.stringify(event));
      const result = await invoke({ functionArn: arn, invocationType: "RequestResponse", payload, traceId: "", streaming: false });
      if (result.kind === "refused") throw new Error(`Lambda refuses to run ${name}: ${result.errorType}: ${result.message}`);
      if (result.kind !== "payload") throw new Error(`${name} gave no payload`);
      const value = JSON.parse(result.payload.toString("utf8") || "null");
      if (result.functionError === undefined) return value;
      throw Object.assign(new Error(value?.errorMessage ?? "The function ended with an error"), {
        name: value?.errorType ?? "Error",
        trace: value?.trace,
      });
    },
    logs: () => logs.of(name),
  };
}
