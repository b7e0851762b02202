import assert from "node:assert/strict";
import { addressOf } from "../../../local/server/address";

describe("the address of a request", () => {
  const cases: readonly (readonly [host: string, target: string, address: unknown])[] = [
    ["localhost:3000", "/pets/dev/cats?a=1", { api: { name: "pets" }, stage: "dev", target: "/dev/cats?a=1" }],
    ["localhost:3000", "/pets//dev//cats", { api: { name: "pets" }, stage: "dev", target: "//dev//cats" }],
    ["localhost:3000", "/pets/dev/%2F%zz", { api: { name: "pets" }, stage: "dev", target: "/dev/%2F%zz" }],
    ["localhost:3000", "/my%20pets/dev", { api: { name: "my pets" }, stage: "dev", target: "/dev" }],
    ["localhost:3000", "/%zz/dev", { api: { name: "%zz" }, stage: "dev", target: "/dev" }],
    ["localhost:3000", "/pets", { api: { name: "pets" }, stage: "", target: "" }],
    ["localhost:3000", "/pets?a=/b/c", { api: { name: "pets" }, stage: "", target: "?a=/b/c" }],
    ["localhost:3000", "/", { api: { name: "" }, stage: "", target: "" }],
    ["localhost:3000", "*", { api: { name: "*" }, stage: "", target: "" }],
    ["localhost:3000", "http://elsewhere/pets/dev/a", { api: { name: "pets" }, stage: "dev", target: "/dev/a" }],
    ["0123456789.execute-api.localhost:3000", "/dev/cats", { api: { id: "0123456789" }, stage: "dev", target: "/dev/cats" }],
    ["ABCDEFGHIJ.execute-api.us-east-1.amazonaws.com", "//dev/a", { api: { id: "abcdefghij" }, stage: "dev", target: "//dev/a" }],
    ["abcdefghij-vpce-0a1b.execute-api.us-east-1.amazonaws.com", "/dev/a", { api: { id: "abcdefghij" }, stage: "dev", target: "/dev/a" }],
    ["execute-api.localhost", "/pets/dev", { api: { name: "pets" }, stage: "dev", target: "/dev" }],
  ];
  for (const [host, target, address] of cases)
    it(`of ${target} on ${host} is read`, () => assert.deepEqual(addressOf(host, target), address));
});
