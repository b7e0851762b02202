import type { Kinds, LocalResource, Outputs } from "./local-resource";

/** https://www.pulumi.com/registry/packages/random/ */
export const RANDOM: Kinds = [
  ["random:index/randomId:RandomId", { outputs: randomId }],
  ["random:index/randomUuid:RandomUuid", { outputs: (resource) => ({ id: resource.uuid(), result: resource.uuid() }) }],
  ["random:index/randomString:RandomString", { outputs: randomText }],
  ["random:index/randomPassword:RandomPassword", { outputs: randomText }],
  ["random:index/randomPet:RandomPet", { outputs: (resource) => ({ id: `local-${resource.letters("pet", 6)}` }) }],
  ["random:index/randomInteger:RandomInteger", { outputs: (resource) => ({ result: resource.number("min", 0) }) }],
];

function randomId(resource: LocalResource): Outputs {
  const bytes = Buffer.from(resource.hex("random", 2 * resource.number("byteLength", 8)), "hex");
  const [b64Std, b64Url, hex] = [bytes.toString("base64"), bytes.toString("base64url"), bytes.toString("hex")];
  return { id: b64Url, b64Std, b64Url, hex, dec: BigInt(`0x${hex || "0"}`).toString() };
}

function randomText(resource: LocalResource): Outputs {
  return { result: resource.letters("result", resource.number("length", 16)) };
}
