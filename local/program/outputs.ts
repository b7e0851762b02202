import { alphanumeric, hexadecimal } from "./names";
import type { Cloud, Resource } from "./resource";

/** A resource that is about to be made. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  /** The logical name, numbered where several resources of the type have it. */
  readonly uniqueName: string;
  /** Of a resource that exists already. */
  readonly id: string | undefined;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly cloud: Cloud;
  /** Where the local server listens, for example `http://localhost:3000`. */
  readonly baseUrl: string;
  /** Finds an earlier resource by its type and id. */
  readonly find: (type: string, id: string) => Resource | undefined;
}

type Outputs = Readonly<Record<string, unknown>>;

/** What the cloud would add to a resource: plausible, and the same at every start. */
export function provide(registration: Registration): { readonly id: string; readonly outputs: Outputs } {
  const kind = KINDS.get(registration.type);
  const made = new Made(registration, kind?.nameProperty ?? "name");
  const { id, ...outputs } = kind ? kind.outputs(made) : unknownKind(made);
  return { id: registration.id ?? String(id ?? made.name), outputs };
}

interface Kind {
  /** The property that holds the physical name, where it is not `name`. */
  readonly nameProperty?: string;
  /** The id is the physical name unless it is given here. */
  outputs(made: Made): Outputs;
}

class Made {
  /** The physical name: the given one, or Pulumi's own, the logical name and seven random digits. */
  readonly name: string;
  readonly #registration: Registration;

  constructor(registration: Registration, nameProperty: string) {
    this.#registration = registration;
    const { inputs, id, uniqueName, name } = registration;
    const prefix = inputs["namePrefix"] ?? inputs["bucketPrefix"] ?? `${name}-`;
    this.name = String(inputs[nameProperty] ?? id ?? `${prefix}${hexadecimal(`${registration.type} ${uniqueName}`, 7)}`);
  }

  get type(): string {
    return this.#registration.type;
  }

  get cloud(): Cloud {
    return this.#registration.cloud;
  }

  get baseUrl(): string {
    return this.#registration.baseUrl;
  }

  text(property: string): string {
    const value = this.#registration.inputs[property];
    return value === undefined ? "" : String(value);
  }

  number(property: string, otherwise: number): number {
    const value = this.#registration.inputs[property];
    return typeof value === "number" ? value : otherwise;
  }

  id(length: number): string {
    return this.#registration.id ?? alphanumeric(this.#seed("id"), length);
  }

  letters(of: string, length: number): string {
    return alphanumeric(this.#seed(of), length);
  }

  hex(of: string, length: number): string {
    return hexadecimal(this.#seed(of), length);
  }

  uuid(): string {
    const digits = this.hex("uuid", 32);
    return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `a${digits.slice(17, 20)}`, digits.slice(20)].join("-");
  }

  find(type: string, id: string): Resource | undefined {
    return this.#registration.find(type, id);
  }

  arn(service: string, resource: string): string {
    const { partition, region, accountId } = this.cloud;
    return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  }

  globalArn(service: string, resource: string): string {
    return `arn:${this.cloud.partition}:${service}::${this.cloud.accountId}:${resource}`;
  }

  apiGatewayArn(path: string): string {
    return `arn:${this.cloud.partition}:apigateway:${this.cloud.region}::${path}`;
  }

  #seed(of: string): string {
    return `${this.#registration.type} ${this.#registration.uniqueName} ${of}`;
  }
}

const RestApi = "aws:apigateway/restApi:RestApi";

function executionArn(made: Made, apiId: string): string {
  return made.arn("execute-api", apiId);
}

function invokeUrl(made: Made, path: string): string {
  const id = made.text("restApi");
  return `${made.baseUrl}/${made.find(RestApi, id)?.uniqueName ?? id}/${path}`;
}

function invokeArn(made: Made, functionArn: string): string {
  return `arn:${made.cloud.partition}:apigateway:${made.cloud.region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}

function streamingInvokeArn(made: Made, functionArn: string): string {
  return `arn:${made.cloud.partition}:apigateway:${made.cloud.region}:lambda:path/2021-11-15/functions/${functionArn}/response-streaming-invocations`;
}

/** A function is named by its name or its ARN. */
function functionArn(made: Made, nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? nameOrArn : made.arn("lambda", `function:${nameOrArn}`);
}

function resourcePath(made: Made): string {
  const parent = made.find("aws:apigateway/resource:Resource", made.text("parentId"));
  return `${parent ? String(parent.outputs["path"]) : ""}/${made.text("pathPart")}`;
}

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  [
    RestApi,
    {
      outputs: (made) => {
        const id = made.id(10);
        return {
          id,
          name: made.name,
          arn: made.apiGatewayArn(`/restapis/${id}`),
          executionArn: executionArn(made, id),
          rootResourceId: made.letters("root", 10),
        };
      },
    },
  ],
  [
    "aws:apigateway/stage:Stage",
    {
      outputs: (made) => {
        const [api, stage] = [made.text("restApi"), made.text("stageName")];
        return {
          id: `ags-${api}-${stage}`,
          arn: made.apiGatewayArn(`/restapis/${api}/stages/${stage}`),
          executionArn: `${executionArn(made, api)}/${stage}`,
          invokeUrl: invokeUrl(made, stage),
        };
      },
    },
  ],
  [
    "aws:apigateway/deployment:Deployment",
    { outputs: (made) => ({ id: made.id(6), executionArn: `${executionArn(made, made.text("restApi"))}/`, invokeUrl: invokeUrl(made, "") }) },
  ],
  ["aws:apigateway/resource:Resource", { outputs: (made) => ({ id: made.id(6), path: resourcePath(made) }) }],
  ["aws:apigateway/authorizer:Authorizer", { outputs: (made) => ({ id: made.id(6), name: made.name }) }],
  ["aws:apigateway/requestValidator:RequestValidator", { outputs: (made) => ({ id: made.id(6), name: made.name }) }],
  ["aws:apigateway/model:Model", { outputs: (made) => ({ id: made.id(6), name: made.name }) }],
  ["aws:apigateway/vpcLink:VpcLink", { outputs: (made) => ({ id: made.id(6), name: made.name, arn: made.apiGatewayArn(`/vpclinks/${made.id(6)}`) }) }],
  ["aws:apigateway/usagePlan:UsagePlan", { outputs: (made) => ({ id: made.id(6), name: made.name, arn: made.apiGatewayArn(`/usageplans/${made.id(6)}`) }) }],
  [
    "aws:apigateway/usagePlanKey:UsagePlanKey",
    {
      outputs: (made) => {
        const key = made.find("aws:apigateway/apiKey:ApiKey", made.text("keyId"));
        return { id: made.text("keyId"), name: key?.outputs["name"] ?? "", value: key?.outputs["value"] ?? "" };
      },
    },
  ],
  [
    "aws:apigateway/apiKey:ApiKey",
    {
      outputs: (made) => ({
        id: made.id(10),
        name: made.name,
        value: made.text("value") === "" ? made.letters("value", 40) : made.text("value"),
        arn: made.apiGatewayArn(`/apikeys/${made.id(10)}`),
      }),
    },
  ],
  [
    "aws:apigateway/domainName:DomainName",
    {
      nameProperty: "domainName",
      outputs: (made) => ({
        id: made.name,
        arn: made.apiGatewayArn(`/domainnames/${made.name}`),
        regionalDomainName: `d-${made.letters("regional", 10)}.execute-api.${made.cloud.region}.${made.cloud.dnsSuffix}`,
        regionalZoneId: `Z${made.letters("zone", 13).toUpperCase()}`,
        cloudfrontDomainName: `d${made.letters("edge", 13)}.cloudfront.net`,
        cloudfrontZoneId: "Z2FDTNDATAQYW2",
      }),
    },
  ],
  [
    "aws:lambda/function:Function",
    {
      outputs: (made) => {
        const arn = made.arn("lambda", `function:${made.name}`);
        const published = made.text("publish") === "true";
        const version = published ? "1" : "$LATEST";
        return {
          name: made.name,
          arn,
          version,
          invokeArn: invokeArn(made, arn),
          responseStreamingInvokeArn: streamingInvokeArn(made, arn),
          qualifiedArn: `${arn}:${version}`,
          qualifiedInvokeArn: invokeArn(made, `${arn}:${version}`),
        };
      },
    },
  ],
  [
    "aws:lambda/alias:Alias",
    {
      outputs: (made) => {
        const arn = `${functionArn(made, made.text("functionName"))}:${made.name}`;
        return { id: arn, name: made.name, arn, invokeArn: invokeArn(made, arn) };
      },
    },
  ],
  [
    "aws:lambda/layerVersion:LayerVersion",
    {
      nameProperty: "layerName",
      outputs: (made) => {
        const layerArn = made.arn("lambda", `layer:${made.name}`);
        return { id: `${layerArn}:1`, layerName: made.name, layerArn, arn: `${layerArn}:1`, version: "1" };
      },
    },
  ],
  ["aws:lambda/permission:Permission", { nameProperty: "statementId", outputs: (made) => ({ statementId: made.name }) }],
  [
    "aws:lambda/functionUrl:FunctionUrl",
    {
      outputs: (made) => ({
        id: made.text("functionName"),
        functionArn: functionArn(made, made.text("functionName")),
        functionUrl: `https://${made.letters("url", 32)}.lambda-url.${made.cloud.region}.on.aws/`,
      }),
    },
  ],
  [
    "aws:iam/role:Role",
    {
      outputs: (made) => ({
        name: made.name,
        arn: made.globalArn("iam", `role${made.text("path") || "/"}${made.name}`),
        uniqueId: `AROA${made.letters("unique", 17).toUpperCase()}`,
      }),
    },
  ],
  [
    "aws:iam/policy:Policy",
    {
      outputs: (made) => {
        const arn = made.globalArn("iam", `policy${made.text("path") || "/"}${made.name}`);
        return { id: arn, name: made.name, arn, policyId: `ANPA${made.letters("unique", 17).toUpperCase()}` };
      },
    },
  ],
  ["aws:iam/rolePolicy:RolePolicy", { outputs: (made) => ({ id: `${made.text("role")}:${made.name}`, name: made.name }) }],
  [
    "aws:iam/user:User",
    {
      outputs: (made) => ({
        name: made.name,
        arn: made.globalArn("iam", `user${made.text("path") || "/"}${made.name}`),
        uniqueId: `AIDA${made.letters("unique", 17).toUpperCase()}`,
      }),
    },
  ],
  ["aws:iam/accessKey:AccessKey", { outputs: (made) => ({ id: `AKIA${made.letters("key", 16).toUpperCase()}`, secret: made.letters("secret", 40) }) }],
  ["aws:dynamodb/table:Table", { outputs: (made) => ({ name: made.name, arn: made.arn("dynamodb", `table/${made.name}`) }) }],
  ["aws:cloudwatch/logGroup:LogGroup", { outputs: (made) => ({ name: made.name, arn: made.arn("logs", `log-group:${made.name}`) }) }],
  ["aws:s3/bucket:Bucket", { nameProperty: "bucket", outputs: bucket }],
  ["aws:s3/bucketV2:BucketV2", { nameProperty: "bucket", outputs: bucket }],
  [
    "aws:sqs/queue:Queue",
    {
      outputs: (made) => {
        const url = `https://sqs.${made.cloud.region}.${made.cloud.dnsSuffix}/${made.cloud.accountId}/${made.name}`;
        return { id: url, url, name: made.name, arn: made.arn("sqs", made.name) };
      },
    },
  ],
  ["aws:sns/topic:Topic", { outputs: (made) => ({ id: made.arn("sns", made.name), name: made.name, arn: made.arn("sns", made.name) }) }],
  ["aws:kms/key:Key", { outputs: (made) => ({ id: made.uuid(), keyId: made.uuid(), arn: made.arn("kms", `key/${made.uuid()}`) }) }],
  ["aws:ssm/parameter:Parameter", { outputs: (made) => ({ name: made.name, arn: made.arn("ssm", `parameter/${made.name.replace(/^\//, "")}`), version: 1 }) }],
  [
    "aws:secretsmanager/secret:Secret",
    {
      outputs: (made) => {
        const arn = made.arn("secretsmanager", `secret:${made.name}-${made.letters("suffix", 6)}`);
        return { id: arn, name: made.name, arn };
      },
    },
  ],
  [
    "aws:cognito/userPool:UserPool",
    {
      outputs: (made) => {
        const id = `${made.cloud.region}_${made.letters("pool", 9)}`;
        return {
          id,
          name: made.name,
          arn: made.arn("cognito-idp", `userpool/${id}`),
          endpoint: `cognito-idp.${made.cloud.region}.${made.cloud.dnsSuffix}/${id}`,
        };
      },
    },
  ],
  ["aws:cognito/userPoolClient:UserPoolClient", { outputs: (made) => ({ id: made.id(26), name: made.name }) }],
  ["random:index/randomId:RandomId", { outputs: randomId }],
  ["random:index/randomUuid:RandomUuid", { outputs: (made) => ({ id: made.uuid(), result: made.uuid() }) }],
  ["random:index/randomString:RandomString", { outputs: randomText }],
  ["random:index/randomPassword:RandomPassword", { outputs: randomText }],
  ["random:index/randomPet:RandomPet", { outputs: (made) => ({ id: `local-${made.letters("pet", 6)}` }) }],
  ["random:index/randomInteger:RandomInteger", { outputs: (made) => ({ result: made.number("min", 0) }) }],
]);

function bucket(made: Made): Outputs {
  const name = made.name.toLowerCase();
  const { partition, region, dnsSuffix } = made.cloud;
  return {
    id: name,
    bucket: name,
    arn: `arn:${partition}:s3:::${name}`,
    bucketDomainName: `${name}.s3.${dnsSuffix}`,
    bucketRegionalDomainName: `${name}.s3.${region}.${dnsSuffix}`,
  };
}

function randomId(made: Made): Outputs {
  const bytes = Buffer.from(made.hex("random", 2 * made.number("byteLength", 8)), "hex");
  const [b64Std, b64Url, hex] = [bytes.toString("base64"), bytes.toString("base64url"), bytes.toString("hex")];
  return { id: b64Url, b64Std, b64Url, hex, dec: BigInt(`0x${hex || "0"}`).toString() };
}

function randomText(made: Made): Outputs {
  return { result: made.letters("result", made.number("length", 16)) };
}

/** Something of a kind that is not known: with a name and, if it is of AWS, an ARN of the usual form. */
function unknownKind(made: Made): Outputs {
  const [provider, module = ""] = made.type.split(":");
  const [service = "", kind = ""] = module.split("/");
  return provider === "aws" && kind !== "" ? { name: made.name, arn: made.arn(service, `${kind.toLowerCase()}/${made.name}`) } : {};
}
