import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { LambdaFunction, mock, RestApi, refusal } from "../../components/index";
import { ofType, record } from "./recording";

const integration = mock({ request: { statusCode: 200 } });
const signed = { authorization: "AWS_IAM", integration } as const;

const shop = () =>
  new RestApi("shop", {
    routes: { "GET /orders": signed, "ANY /orders/{id}/items/{item+}": signed, "GET /": signed, "GET /open": { integration } },
    stages: { dev: {}, prod: {} },
  });

describe("Callers by IAM", () => {
  /** What the policy of the role `caller` allows, of the routes and stages that are granted. */
  async function granted(grant: (api: ReturnType<typeof shop>, role: aws.iam.Role) => unknown) {
    const registered = await record(() => {
      grant(shop(), new aws.iam.Role("caller", { assumeRolePolicy: "{}" }));
    });
    const [policy, ...others] = ofType(registered, "aws:iam/rolePolicy:RolePolicy");
    assert.deepEqual([policy?.name, policy?.parent, others], ["shop caller", "shop", []]);
    const { Statement } = JSON.parse(String(policy?.inputs["policy"]));
    assert.deepEqual([Statement.length, Statement[0].Effect, Statement[0].Action], [1, "Allow", ["execute-api:Invoke"]]);
    return Statement[0].Resource.map((arn: string) => arn.replace("arn:aws:execute-api:eu-central-1:123456789012:shop-id/", ""));
  }

  it("are let call exactly the routes that are named, on every stage", async () => {
    assert.deepEqual(await granted((api, role) => api.grantExecute(role, ["GET /orders", "GET /"])), [
      "dev/GET/",
      "dev/GET/orders",
      "prod/GET/",
      "prod/GET/orders",
    ]);
  });

  it("are let call them on the stages that are named, path variables being stars", async () => {
    const resources = await granted((api, role) => api.grantExecute(role, ["ANY /orders/{id}/items/{item+}"], { stages: ["prod"] }));
    assert.deepEqual(resources, ["prod/*/orders/*/items/*"]);
  });

  it("may be a function's role, and any policy can name a route's ARN", async () => {
    let arn = "";
    const registered = await record(() => {
      const api = shop();
      const worker = new LambdaFunction("worker", { entry: "functions/hello/index.ts" });
      api.grantExecute(worker.role, ["GET /orders"]);
      api.executeArn("GET /orders", "dev").apply((known) => {
        arn = known;
      });
    });
    assert.equal(arn, "arn:aws:execute-api:eu-central-1:123456789012:shop-id/dev/GET/orders");
    assert.ok(ofType(registered, "aws:iam/rolePolicy:RolePolicy").some(({ name }) => name === "shop worker"));
  });

  it("refuses routes and stages that the API has not, each at its place, and none at all", async () => {
    await record(() => {
      const api = shop();
      const role = new aws.iam.Role("caller", { assumeRolePolicy: "{}" });
      const told = (make: () => unknown) => {
        try {
          make();
        } catch (error) {
          return refusal(error)?.problems.map(({ where, message }) => `${where} ${message}`);
        }
        return undefined;
      };
      // @ts-expect-error the API has no such route
      const route = () => api.grantExecute(role, ["GET /orders", "GET /order"]);
      // @ts-expect-error the API has no such stage
      const stage = () => api.grantExecute(role, ["GET /orders"], { stages: ["dev", "test"] });
      // @ts-expect-error the API has no such stage
      const arn = () => api.executeArn("GET /orders", "test");
      assert.deepEqual(told(route), ['routes[1] is "GET /order". Did you mean GET /orders?']);
      assert.deepEqual(told(stage), ['stages[1] is "test". The API\'s are dev, prod.']);
      assert.deepEqual(told(arn), ['stages[0] is "test". The API\'s are dev, prod.']);
      assert.deepEqual(
        told(() => api.grantExecute(role, [], { stages: [] })),
        [
          "routes is empty. The API's are GET /orders, ANY /orders/{id}/items/{item+}, GET /, GET /open.",
          "stages is empty. The API's are dev, prod.",
        ],
      );
    });
  });
});
