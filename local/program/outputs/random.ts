import type { Kinds, Made, Outputs } from "./made";

/** https://www.pulumi.com/registry/packages/random/ */
export const RANDOM: Kinds = [
  ["random:index/randomId:RandomId", { outputs: randomId }],
  ["random:index/randomUuid:RandomUuid", { outputs: (made) => ({ id: made.uuid(), result: made.uuid() }) }],
  ["random:index/randomString:RandomString", { outputs: randomText }],
  ["random:index/randomPassword:RandomPassword", { outputs: randomText }],
  ["random:index/randomPet:RandomPet", { outputs: (made) => ({ id: `local-${made.letters("pet", 6)}` }) }],
  ["random:index/randomInteger:RandomInteger", { outputs: (made) => ({ result: made.number("min", 0) }) }],
];

function randomId(made: Made): Outputs {
  const bytes = Buffer.from(made.hex("random", 2 * made.number("byteLength", 8)), "hex");
  const [b64Std, b64Url, hex] = [bytes.toString("base64"), bytes.toString("base64url"), bytes.toString("hex")];
  return { id: b64Url, b64Std, b64Url, hex, dec: BigInt(`0x${hex || "0"}`).toString() };
}

function randomText(made: Made): Outputs {
  return { result: made.letters("result", made.number("length", 16)) };
}
