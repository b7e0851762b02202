import assert from "node:assert/strict";
import type { Resource } from "../../../local/program/index";
import { read, resource } from "./resources";

function domain(inputs: Readonly<Record<string, unknown>> = {}): Resource {
  return resource("apigateway/domainName:DomainName", "shop", { domainName: "api.example.com", ...inputs });
}

function routing(...resources: readonly Resource[]): unknown {
  return read(...resources).domains.find(({ domainName }) => domainName === "api.example.com")?.routing;
}

describe("the custom domain names of a program", () => {
  it("have the mappings of both of API Gateway's APIs", () => {
    const root = resource("apigateway/basePathMapping:BasePathMapping", "root", {
      domainName: "api.example.com",
      restApi: "shop",
      stageName: "prod",
    });
    const orders = resource("apigateway/basePathMapping:BasePathMapping", "orders", {
      domainName: "api.example.com",
      restApi: "orders",
      basePath: "orders",
    });
    const v2 = resource("apigatewayv2/apiMapping:ApiMapping", "v2", {
      domainName: "api.example.com",
      apiId: "orders",
      apiMappingKey: "orders/v2",
      stage: "v2",
    });
    const other = resource("apigatewayv2/apiMapping:ApiMapping", "other", {
      domainName: "other.example.com",
      apiId: "orders",
      stage: "v2",
    });
    assert.deepEqual(routing(domain(), root, orders, v2, other), {
      routingMode: "BASE_PATH_MAPPING_ONLY",
      mappings: { "": { apiId: "shop", stage: "prod" }, orders: { apiId: "orders" }, "orders/v2": { apiId: "orders", stage: "v2" } },
      routingRules: {},
    });
  });

  it("have their routing rules", () => {
    const rule = resource("apigatewayv2/routingRule:RoutingRule", "beta", {
      domainName: "api.example.com",
      priority: 10,
      conditions: [{ matchHeaders: { anyOf: { header: "x-version", valueGlob: "beta*" } } }, { matchBasePaths: { anyOfs: ["orders"] } }],
      actions: [{ invokeApi: { apiId: "shop", stage: "beta", stripBasePath: true } }],
    });
    assert.deepEqual(routing(domain({ routingMode: "ROUTING_RULE_ONLY" }), rule), {
      routingMode: "ROUTING_RULE_ONLY",
      mappings: {},
      routingRules: {
        beta: {
          priority: 10,
          matchHeaders: [{ header: "x-version", valueGlob: "beta*" }],
          matchBasePath: "orders",
          stripBasePath: true,
          stage: { apiId: "shop", stage: "beta" },
        },
      },
    });
  });

  it("may be made elsewhere, and only mapped", () => {
    const mapping = resource("apigateway/basePathMapping:BasePathMapping", "m", {
      domainName: "api.example.com",
      restApi: "shop",
      stageName: "prod",
    });
    assert.deepEqual(routing(mapping), {
      routingMode: "ROUTING_RULE_THEN_BASE_PATH_MAPPING",
      mappings: { "": { apiId: "shop", stage: "prod" } },
      routingRules: {},
    });
  });

  it("say in one line what of them does not run locally", () => {
    const notices = (inputs: Readonly<Record<string, unknown>>) => read(domain(inputs)).notices;
    assert.deepEqual(notices({}), ["api.example.com: TLS does not run locally; it is called by http, by anybody"]);
    assert.deepEqual(notices({ mutualTlsAuthentication: { truststoreUri: "s3://a/b" } }), [
      "api.example.com: TLS and the certificates of callers do not run locally; it is called by http, by anybody",
    ]);
    assert.deepEqual(notices({ endpointConfiguration: { types: "PRIVATE" } }), [
      "api.example.com: TLS and its policy for VPC endpoints do not run locally; it is called by http, by anybody",
    ]);
  });
});
