import assert from "node:assert/strict";
import { mock, RestApi, type RestApiArgs } from "../../components/index";
import { type Engine, type EngineStack, startEngine } from "./engine";
import { DEPLOYMENT } from "./provider/kinds/api-gateway";
import { REST_API } from "./provider/kinds/rest-api";
import { isProperties, type Properties } from "./provider/properties";

type Args = Partial<RestApiArgs<"GET /">>;

const program = (args: Args) => () => {
  new RestApi("api", { routes: { "GET /": { integration: mock() } }, stages: { dev: {} }, ...args });
};
const allowing = (range: string): Args => ({ policy: { allow: { ipRanges: [`${range}/24`] } } });
const hasRange = (range: string) => (policy: unknown) => assert.match(String(policy), new RegExp(`${range}/24`));
const equals = (expected: unknown) => (found: unknown) => assert.deepEqual(found, expected);

/** Of each property that the document says of the API itself: what AWS has when it is set, changed and removed. */
const PROPERTIES: readonly {
  readonly property: string;
  readonly versions: readonly (readonly [what: string, args: Args, found: (value: unknown) => void])[];
}[] = [
  {
    property: "apiKeySource",
    versions: [
      ["set", { apiKeySource: "HEADER" }, equals("HEADER")],
      ["changed", { apiKeySource: "AUTHORIZER" }, equals("AUTHORIZER")],
      ["removed", {}, equals("HEADER")],
    ],
  },
  {
    property: "binaryMediaTypes",
    versions: [
      ["set", { binaryMediaTypes: ["image/png"] }, equals(["image/png"])],
      ["changed", { binaryMediaTypes: ["image/jpeg"] }, equals(["image/jpeg"])],
      ["removed", {}, equals([])],
    ],
  },
  {
    property: "description",
    versions: [
      ["set", { description: "Pets" }, equals("Pets")],
      ["changed", { description: "Animals" }, equals("Animals")],
      ["removed", {}, equals("Managed by Pulumi")],
    ],
  },
  {
    property: "disableExecuteApiEndpoint",
    versions: [
      ["set", { disableExecuteApiEndpoint: true }, equals(true)],
      ["changed", { disableExecuteApiEndpoint: false }, equals(false)],
      ["removed", {}, equals(false)],
    ],
  },
  {
    property: "endpointConfiguration.ipAddressType",
    versions: [
      ["set", { ipAddressType: "dualstack" }, equals("dualstack")],
      ["changed", { ipAddressType: "ipv4" }, equals("ipv4")],
      ["set again", { ipAddressType: "dualstack" }, equals("dualstack")],
      ["removed", {}, equals("ipv4")],
    ],
  },
  {
    property: "minimumCompressionSize",
    versions: [
      ["set", { minimumCompressionSize: 1024 }, equals("1024")],
      ["changed", { minimumCompressionSize: 0 }, equals("0")],
      ["removed", {}, equals("")],
    ],
  },
  {
    property: "policy",
    versions: [
      ["set", allowing("203.0.113.0"), hasRange("203.0.113.0")],
      ["changed", allowing("203.0.114.0"), hasRange("203.0.114.0")],
      ["removed", {}, equals("")],
    ],
  },
];

describe("What a document says of the API itself, under the engine", () => {
  let engine: Engine;
  let stack: EngineStack;
  before(async () => {
    engine = await startEngine();
    stack = await engine.stack("dev", { program: program({}), config: { "aws:region": "us-east-1" } });
    await stack.up();
  });
  after(() => engine.stop());

  for (const { property, versions } of PROPERTIES)
    for (const [what, args, check] of versions)
      it(`reaches AWS: ${property}, ${what}`, async () => {
        const { changes } = await stack.up(program(args));
        const [api] = engine.account.resources.filter(({ type }) => type === REST_API);
        check(at(api?.outputs ?? {}, property));
        // What a deployment snapshots is deployed: the address type counts without.
        const isDeployed = changes.some((change) => change.includes(DEPLOYMENT));
        assert.equal(isDeployed, changes.length > 0 && property !== "endpointConfiguration.ipAddressType", changes.join("\n"));
      });

  it("is told by a preview by itself", async () => {
    const { stdout } = await stack.preview(
      program({ binaryMediaTypes: ["image/png"], minimumCompressionSize: 5, ...allowing("203.0.113.0") }),
    );
    assert.match(stdout, /RestApi api update \[diff: ~binaryMediaTypes,body,minimumCompressionSize\]/);
    assert.match(stdout, /RestApiPolicy api create/);
  });

  it("is over when it is made: the next preview shows none", async () => {
    assert.deepEqual((await stack.preview(program({}))).changes, []);
  });
});

describe("What a stage says of its methods, under the engine", () => {
  const METHOD_SETTINGS = "aws:apigateway/methodSettings:MethodSettings";
  const stages = (dev: RestApiArgs["stages"][string]) => program({ stages: { dev } });

  it("goes when it is no longer said", async () => {
    const engine = await startEngine();
    try {
      const all = {
        throttle: { rate: 5, burst: 5 },
        loggingLevel: "INFO",
        dataTrace: true,
        metrics: true,
        cache: { clusterSize: "0.5" },
      } as const;
      const stack = await engine.stack("dev", { program: stages(all), config: { "aws:region": "us-east-1" } });
      await stack.up();
      const found = () => engine.account.resources.find(({ type }) => type === METHOD_SETTINGS)?.outputs["settings"];
      const { throttle, loggingLevel, ...rest } = all;
      await stack.up(stages({ throttle, loggingLevel, metrics: true }));
      assert.equal(at({ settings: found() }, "settings.dataTraceEnabled"), false);
      assert.equal(at({ settings: found() }, "settings.cachingEnabled"), false);
      assert.equal(at({ settings: found() }, "settings.loggingLevel"), "INFO");
      await stack.up(stages({ throttle }));
      assert.equal(at({ settings: found() }, "settings.loggingLevel"), "OFF");
      assert.equal(at({ settings: found() }, "settings.metricsEnabled"), false);
      await stack.up(stages({ metrics: rest.metrics }));
      assert.equal(at({ settings: found() }, "settings.throttlingRateLimit"), -1);
      await stack.up(stages({}));
      assert.equal(found(), undefined);
    } finally {
      engine.stop();
    }
  });
});

function at(properties: Properties, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => (isProperties(value) ? value[name] : undefined), properties);
}
