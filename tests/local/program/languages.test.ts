import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { cloud, readProject, readStack } from "../../../local/program/index";
import { schemaFor } from "../../../local/program/yaml-schema";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";
import { runProgram } from "./run-program";

after(removeTemporaryFolders);

const FIXTURES = join(__dirname, "fixtures");
const PATH = process.env["PATH"] ?? "";
/** Where the engine of the tests under it is built. */
const HOSTS = [join(process.env["PULUMI_ENGINE_DIR"] ?? join(homedir(), ".cache/pulumi-engine"), "bin"), ...PATH.split(delimiter)];

async function ran(folder: string, log: (line: string) => void = () => {}) {
  const project = readProject(folder);
  const stack = readStack(project, undefined, { config: new Map(), values: new Map() });
  return (await runProgram(project, stack, { cloud: cloud("123456789012", "eu-west-2"), baseUrl: "http://localhost", log })).resources;
}

async function typesOf(folder: string): Promise<string[]> {
  return (await ran(folder)).map(({ type }) => type.split(":").at(-1) ?? "");
}

describe("a program of another language", function () {
  this.timeout(60_000);
  beforeEach(() => {
    process.env["PATH"] = HOSTS.join(delimiter);
  });
  afterEach(() => {
    process.env["PATH"] = PATH;
  });

  it("is run by its language's host where it is YAML", async function () {
    if (!HOSTS.some((folder) => existsSync(join(folder, "pulumi-language-yaml"))))
      return without(this, "pulumi-language-yaml is not on this machine");
    assert.deepEqual(await typesOf(join(FIXTURES, "yaml")), ["Stack", "RestApi", "Deployment", "Stage"]);
  });

  it("is run in YAML with its configuration, its own provider, and what it reads of functions and resources", async function () {
    if (!HOSTS.some((folder) => existsSync(join(folder, "pulumi-language-yaml"))))
      return without(this, "pulumi-language-yaml is not on this machine");
    const lines: string[] = [];
    const resources = await ran(join(FIXTURES, "yaml-forms"), (line) => lines.push(line));
    assert.deepEqual(lines, []);
    const api = resources.find(({ type }) => type === "aws:apigateway/restApi:RestApi");
    assert.deepEqual(api?.inputs, {
      name: "forms",
      description: "123456789012 in eu-west-2, Zm9ybXM=",
      minimumCompressionSize: 200,
      disableExecuteApiEndpoint: true,
    });
  });

  it("is told of a component of this package, which a plugin would make", async function () {
    if (!HOSTS.some((folder) => existsSync(join(folder, "pulumi-language-yaml"))))
      return without(this, "pulumi-language-yaml is not on this machine");
    const api = "type: lambda-rest-api:RestApi\n    properties: { routes: {}, stages: {} }";
    const project = readProject(temporaryFolder({ "Pulumi.yaml": `name: p\nruntime: yaml\nresources:\n  pets:\n    ${api}\n` }));
    const stack = readStack(project, undefined, { config: new Map(), values: new Map() });
    const lines: string[] = [];
    const recording = await runProgram(project, stack, {
      cloud: cloud("123456789012", "eu-west-2"),
      baseUrl: "http://localhost",
      log: (line) => lines.push(line),
    });
    assert.match(
      [...lines, ...recording.notices].join("\n"),
      /lambda-rest-api:index:RestApi "pets" is made by a plugin, which does not run locally/,
    );
  });

  it("is run by its language's host where it is Python", async function () {
    if (!HOSTS.some((folder) => existsSync(join(folder, "pulumi-language-python"))))
      return without(this, "pulumi-language-python is not on this machine");
    if (spawnSync("python3", ["-c", "import pulumi_aws"]).status !== 0) return without(this, "pulumi_aws is not installed for python3");
    const types = await typesOf(join(FIXTURES, "python"));
    for (const expected of ["RestApi", "Method", "IntegrationResponse", "Stage"]) assert.ok(types.includes(expected), expected);
  });

  for (const language of ["dotnet", "go", "java", "python", "yaml"])
    it(`is refused where the host of ${language} is not there, which is named in one line`, async () => {
      process.env["PATH"] = "/nowhere";
      const folder = temporaryFolder({ "Pulumi.yaml": `name: shop\nruntime: ${language}\n` });
      await assert.rejects(typesOf(folder), {
        name: "Refusal",
        message: `${join(folder, "Pulumi.yaml")}: runtime is ${language}, whose host pulumi-language-${language} is not on the PATH; install the Pulumi CLI, which brings it along: https://www.pulumi.com/docs/install/`,
      });
    });
});

describe("the schema for a YAML program", () => {
  it("knows the components of packages, and functions", () => {
    const folder = temporaryFolder({
      "Pulumi.yaml": `name: shop
runtime: yaml
variables: { zone: { fn::invoke: { function: "aws:route53:getZone", arguments: { name: a.org } } } }
resources:
  api: { type: aws-apigateway:RestAPI, properties: { routes: [] } }
  vpc: { type: awsx:ec2:Vpc }
outputs: { url: "\${api.url}" }`,
    });
    const any = { $ref: "pulumi.json#/Any" };
    assert.deepEqual(schemaFor(folder, "aws-apigateway").resources, {
      "aws-apigateway:index:RestAPI": { isComponent: true, inputProperties: { routes: any }, properties: { routes: any, url: any } },
    });
    assert.deepEqual(Object.keys(Object(schemaFor(folder, "awsx").resources)), ["awsx:ec2:Vpc"]);
    assert.deepEqual(Object.keys(Object(schemaFor(folder, "aws").functions)), ["aws:route53/getZone:getZone"]);
  });

  it("knows what it reads within outputs, of what functions answer, and of its own providers", () => {
    const any = { $ref: "pulumi.json#/Any" };
    const { resources, functions, provider, types } = schemaFor(join(FIXTURES, "yaml-forms"), "aws");
    const record = "aws:acm/certificate:CertificatedomainValidationOptions";
    assert.deepEqual(Object(resources)["aws:acm/certificate:Certificate"].properties, {
      domainName: any,
      validationMethod: any,
      domainValidationOptions: { type: "array", items: { $ref: `#/types/${record}` } },
    });
    assert.deepEqual(types, { [record]: { type: "object", properties: { resourceRecordName: any, resourceRecordValue: any } } });
    assert.deepEqual(provider, { inputProperties: { region: any }, properties: { region: any } });
    const answering = (inputs: object, outputs: object) => ({
      inputs: { type: "object", properties: inputs },
      outputs: { type: "object", properties: outputs },
    });
    assert.deepEqual(functions, {
      "aws:index/getCallerIdentity:getCallerIdentity": answering({}, { accountId: any }),
      "aws:index/getRegion:getRegion": answering({}, { name: any }),
      "aws:route53/getZone:getZone": answering({ name: any, privateZone: any }, { zoneId: any }),
    });
  });

  it("knows types of packages that have no paths", () => {
    const folder = temporaryFolder({
      "Pulumi.yaml": "name: shop\nruntime: yaml\nresources: { a: { type: 'aws-native:apigateway:RestApi' } }\n",
    });
    assert.deepEqual(Object.keys(Object(schemaFor(folder, "aws-native").resources)), ["aws-native:apigateway:RestApi"]);
    assert.deepEqual(Object.keys(Object(schemaFor(join(FIXTURES, "yaml-forms"), "std").functions)), ["std:index:base64encode"]);
  });

  it("knows the types that it names, with what it says and reads of them", () => {
    const { resources } = schemaFor(join(FIXTURES, "yaml"), "aws");
    const any = { $ref: "pulumi.json#/Any" };
    assert.deepEqual(Object(resources)["aws:apigateway/stage:Stage"], {
      isComponent: false,
      inputProperties: { restApi: any, deployment: any, stageName: any },
      properties: { restApi: any, deployment: any, stageName: any, invokeUrl: any },
    });
  });
});

/** Skips a test, and says why. */
function without(context: Mocha.Context, reason: string): never {
  process.stdout.write(`      not tried: ${reason}\n`);
  return context.skip();
}
