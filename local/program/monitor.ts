import { callFunction } from "./calls";
import { isKnown, provide } from "./outputs/index";
import type { Project } from "./project";
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
    private readonly project: Project,
    private readonly stack: string,
    private readonly home: Cloud,
    private readonly baseUrl: string,
  ) {}

  registerResource(request: RegisterRequest): RegisterResponse {
    const isMade = request.custom || request.remote;
    const { resource, state } = this.#record(request, request.object, isMade, request.importId === "" ? undefined : request.importId, false);
    if (request.transforms.length > 0) this.notice(`${resource.type} ${JSON.stringify(resource.name)}: its transforms are not run locally`);
    if (request.remote && !isKnown(resource.type)) {
      this.notice(`${resource.type} ${JSON.stringify(resource.name)} is made by a plugin, which does not run locally: what it consists of is missing`);
    }
    return { urn: resource.urn, id: resource.id, object: state };
  }

  readResource(request: ReadRequest): { readonly urn: string; readonly properties: Mapping } {
    const { resource, state } = this.#record(request, request.properties, true, request.id, true);
    return { urn: resource.urn, properties: state };
  }

  invoke({ tok, provider, args }: InvokeRequest): { readonly return: Mapping } {
    const inputs = plainMapping(args, this.project.directory);
    return { return: tok === "pulumi:pulumi:getResource" ? this.#get(inputs["urn"]) : this.#call(tok, provider, inputs) };
  }

  notice(line: string): void {
    this.recording.notices.add(line);
  }

  #record(request: Named, raw: Mapping, isMade: boolean, id: string | undefined, existing: boolean): { resource: Resource; state: Mapping } {
    const [type, name] = [request.type, request.name];
    const urn = this.#urn(request.parent, type, name);
    const inputs = plainMapping(raw, this.project.directory);
    const uniqueName = this.#count(type, name, urn);
    const cloud = this.#cloud(request.provider, inputs);
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
    return `urn:pulumi:${this.stack}::${this.project.name}::${qualified}::${name}`;
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
    this.notice(`${token} is not known locally: it answers with what it was given`);
    return { id: token, ...inputs };
  }
}

type Mapping = Readonly<Record<string, unknown>>;

interface Named {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly provider: string;
}
export interface RegisterRequest extends Named {
  readonly custom: boolean;
  readonly remote: boolean;
  readonly importId: string;
  readonly object: Mapping;
  readonly transforms: readonly unknown[];
}
interface RegisterResponse {
  readonly urn: string;
  readonly id: string;
  readonly object: Mapping;
}
export interface ReadRequest extends Named {
  readonly id: string;
  readonly properties: Mapping;
}
export interface InvokeRequest {
  readonly tok: string;
  readonly provider: string;
  readonly args: Mapping;
}
