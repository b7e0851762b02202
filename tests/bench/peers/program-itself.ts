/** The program of this checkout in a plain process: its SDK, its provider, its components, and nothing behind them. */
import * as pulumi from "@pulumi/pulumi";

async function main(): Promise<void> {
  const mocks = { newResource: ({ name, inputs }: pulumi.runtime.MockResourceArgs) => ({ id: name, state: inputs }), call: () => ({}) };
  await pulumi.runtime.setMocks(mocks, "lambda-rest-api", "dev", true);
  pulumi.runtime.setAllConfig({ "lambda-rest-api:logRetentionInDays": "7" });
  await pulumi.runtime.runInPulumiStack(async () => require("../../../index"));
  await pulumi.runtime.disconnect();
}

void main();
