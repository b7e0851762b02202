import * as pulumi from "@pulumi/pulumi";

/**
 * Whether a test's mocks stand for the engine: https://www.pulumi.com/docs/iac/guides/testing/unit/
 *
 * It is told by what the SDK's `MockMonitor` has and a client of the engine has not, of whichever copy of the SDK it is.
 */
export function isMocked(): boolean {
  const monitor = pulumi.runtime.getMonitor();
  return monitor !== undefined && "mocks" in monitor;
}
