import { callFunction } from "./calls";
import { isKnown, provide } from "./outputs/index";
import { plainMapping, providerValue } from "./property";
import type { Cloud, Resource } from "./resource";
import { cloud } from "./resource";

/** What the program did: the resources it registered, in order, and what cannot be as on AWS. */
export interface Recording {
  readonly resources: Resource[];
  /** Mistakes that the engine would refuse. */
  readonly problems: string[];
  readonly notices: Set<string>;
}

/** Answers a Pulumi program's registrations and calls as the engine's resource monitor does, and writes them down. */
export class Monitor {
  readonly recording: Recording = { resources: [], problems: [], notices: new Set() };
  readonly #regions = new Map<string, string>();
  readonly #byUrn = new Map<string, Resource>();
  readonly #byId = new Map<string, Resource>();
  readonly #counts = new Map<string, number>();

  constructor(
    private readonly project: string,
    private readonly stack: string,
    private readonly home: Cloud,
    private readonly baseUrl: string,
    private readonly struct: (value: Mapping) => Struct,
  ) {}

  supportsFeature(request: { getId(): string }, callback: Callback<{ getHassupport(): boolean }>): void {
    // Without output values the inputs arrive as plain data.
    const supported = request.getId() !== "outputValues";
    callback(null, { getHassupport: () => supported });
  }

  registerResource(request: RegisterRequest, callback: Callback<RegisterResponse>): void {
    const raw = request.getObject()?.toJavaScript() ?? {};
    const importId = request.getImportid();
    const isMade = request.getCustom() || request.getRemote();
    const { resource, state } = this.#record(request, raw, isMade, importId === "" ? undefined : importId, false);
    if (request.getTransformsList().length > 0) this.#notice(`${resource.type} ${JSON.stringify(resource.name)}: its transforms are not run locally`);
    if (request.getRemote() && !isKnown(resource.type)) {
      this.#notice(`${resource.type} ${JSON.stringify(resource.name)} is made by a plugin, which does not run locally: what it consists of is missing`);
    }
    callback(null, {
      getUrn: () => resource.urn,
      getId: () => resource.id,
      getObject: () => this.struct(state),
      getPropertydependenciesMap: () => undefined,
      getResult: () => 0,
    });
  }

  readResource(request: ReadRequest, callback: Callback<ReadResponse>): void {
    const raw = request.getProperties()?.toJavaScript() ?? {};
    const { resource, state } = this.#record(request, raw, true, request.getId(), true);
    callback(null, { getUrn: () => resource.urn, getProperties: () => this.struct(state) });
  }

  invoke(request: InvokeRequest, callback: Callback<InvokeResponse>): void {
    const token = request.getTok();
    const inputs = plainMapping(request.getArgs()?.toJavaScript() ?? {});
    const answer = token === "pulumi:pulumi:getResource" ? this.#get(inputs["urn"]) : this.#call(token, request.getProvider(), inputs);
    callback(null, { getReturn: () => this.struct(answer), getFailuresList: () => [] });
  }

  registerResourceOutputs(_request: unknown, callback: Callback<object>): void {
    callback(null, {});
  }

  registerStackTransform(_request: unknown, callback: Callback<object>): void {
    this.#notice("stack transforms (registerResourceTransform) are not run locally");
    callback(null, {});
  }

  registerStackInvokeTransform(_request: unknown, callback: Callback<object>): void {
    callback(null, {});
  }

  registerResourceHook(_request: unknown, callback: Callback<object>): void {
    callback(null, {});
  }

  registerErrorHook(_request: unknown, callback: Callback<object>): void {
    callback(null, {});
  }

  registerPackage(_request: unknown, callback: Callback<{ getRef(): string }>): void {
    callback(null, { getRef: () => "local" });
  }

  close(): void {}

  #record(request: Named, raw: Mapping, isMade: boolean, id: string | undefined, existing: boolean): { resource: Resource; state: Mapping } {
    const [type, name] = [request.getType(), request.getName()];
    const urn = this.#urn(request.getParent(), type, name);
    const inputs = plainMapping(raw);
    const uniqueName = this.#count(type, name, urn);
    const cloud = this.#cloud(request.getProvider(), inputs);
    const find = (type: string, id: string) => this.#byId.get(`${type} ${id}`);
    const made = isMade ? provide({ type, name, uniqueName, id, inputs, cloud, baseUrl: this.baseUrl, find }) : { id: "", outputs: {} };
    if (type === "pulumi:providers:aws" && typeof inputs["region"] === "string") this.#regions.set(urn, inputs["region"]);
    const resource = { type, name, uniqueName, urn, id: made.id, inputs, outputs: { ...inputs, ...made.outputs }, existing };
    this.recording.resources.push(resource);
    this.#byUrn.set(urn, resource);
    this.#byId.set(`${type} ${resource.id}`, resource);
    const state = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, isMade ? providerValue(value) : value]));
    return { resource, state: { ...state, ...made.outputs } };
  }

  /** The logical name, numbered from the second resource of the type that has it; the engine refuses it under the same parent. */
  #count(type: string, name: string, urn: string): string {
    if (this.#byUrn.has(urn)) this.recording.problems.push(`two resources of type ${type} are named ${JSON.stringify(name)}; give one of them another name`);
    const count = (this.#counts.get(`${type} ${name}`) ?? 0) + 1;
    this.#counts.set(`${type} ${name}`, count);
    return count === 1 ? name : `${name}-${count}`;
  }

  #urn(parent: string, type: string, name: string): string {
    const parentType = parent.split("::")[2] ?? "";
    const qualified = parentType === "" || parentType === "pulumi:pulumi:Stack" ? type : `${parentType}$${type}`;
    return `urn:pulumi:${this.stack}::${this.project}::${qualified}::${name}`;
  }

  /** A resource's own region, its provider's, or the stack's. */
  #cloud(provider: string, inputs: Mapping): Cloud {
    const own = inputs["region"];
    const region = typeof own === "string" && own !== "" ? own : this.#regions.get(provider.slice(0, provider.lastIndexOf("::")));
    return region === undefined ? this.home : cloud(this.home.accountId, region);
  }

  #get(urn: unknown): Mapping {
    const resource = this.#byUrn.get(String(urn));
    return { urn, id: resource?.id ?? "", state: resource?.outputs ?? {} };
  }

  #call(token: string, provider: string, inputs: Mapping): Mapping {
    const answer = callFunction(token, inputs, this.#cloud(provider, inputs));
    if (answer !== undefined) return answer;
    this.#notice(`${token} is not known locally: it answers with what it was given`);
    return { id: token, ...inputs };
  }

  #notice(line: string): void {
    this.recording.notices.add(line);
  }
}

type Mapping = Readonly<Record<string, unknown>>;
type Callback<T> = (error: Error | null, response: T) => void;

/** What of the engine's protocol is used: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/resource.proto */
export interface Struct {
  toJavaScript(): Mapping;
}
interface Named {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProvider(): string;
}
interface RegisterRequest extends Named {
  getCustom(): boolean;
  getRemote(): boolean;
  getTransformsList(): readonly unknown[];
  getImportid(): string;
  getObject(): Struct | undefined;
}
interface RegisterResponse {
  getUrn(): string;
  getId(): string;
  getObject(): Struct;
  getPropertydependenciesMap(): undefined;
  getResult(): number;
}
interface ReadRequest extends Named {
  getId(): string;
  getProperties(): Struct | undefined;
}
interface ReadResponse {
  getUrn(): string;
  getProperties(): Struct;
}
interface InvokeRequest {
  getTok(): string;
  getArgs(): Struct | undefined;
  getProvider(): string;
}
interface InvokeResponse {
  getReturn(): Struct;
  getFailuresList(): never[];
}
