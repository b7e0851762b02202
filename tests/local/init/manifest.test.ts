import assert from "node:assert/strict";
import { projectName } from "../../../local/init/manifest";

describe("a new program's name", () => {
  it("is its folder's, as npm and Pulumi take it", () => {
    const names = ["orders", "My Orders", "_orders.api", "Bestellungen für Ärzte", "日本", "lambda-rest-api"];
    assert.deepEqual(
      names.map((name) => projectName(name, "lambda-rest-api")),
      ["orders", "my-orders", "orders-api", "bestellungen-f-r-rzte", "rest-api", "rest-api"],
    );
  });
});
