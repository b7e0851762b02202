import type { Callback } from "./callbacks";
import { callFunction, holderOf } from "./calls";
import { makeRestApi, REST_API } from "./components/aws-apigateway/index";
import { documentedOutputs } from "./documented";
import { type Given, givenOf, howToGiveValue } from "./given";
import { isKnown, provide } from "./outputs/index";
import type { Project } from "./project";
import { plainMapping, providerValue, resourceReference, UNKNOWN, unknownPaths } from "./property";
import type { Cloud, Resource } from "./resource";
import { cloud } from "./resource";
import type { Mapping } from "./yaml";

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
  readonly #providers = new Map<string, Readonly<Record<string, string>>>();
  readonly #byUrn = new Map<string, Resource>();
  readonly #byId = new Map<string, Resource>();
  readonly #counts = new Map<string, number>();

  constructor(
    private readonly project: Project,
    private readonly stack: string,
    private readonly given: Given,
    private readonly home: Cloud,
    private readonly baseUrl: string,
  ) {}

  /** `transform` changes what is made of a component below it. */
  async registerResource(request: RegisterRequest, transform: Transform): Promise<RegisterResponse> {
    const isMade = request.custom || request.remote;
    const { resource, state } = this.#record(
      request,
      request.object,
      isMade,
      request.importId === "" ? undefined : request.importId,
      false,
    );
    if (resource.type === REST_API)
      return { urn: resource.urn, id: "", object: { ...state, ...(await this.#restApi(resource, transform)) } };
    // A program in YAML registers a component whose plugin it cannot ask as a resource.
    const isComponent = request.remote || (request.custom && /^lambda-rest-api:/.test(resource.type));
    if (isComponent && !isKnown(resource.type)) {
      this.notice(
        `${resource.type} ${JSON.stringify(resource.name)} is made by a plugin, which does not run locally: what it consists of is missing`,
      );
    }
    // As the engine: a component of the program itself has what its constructor gives it.
    return { urn: resource.urn, id: resource.id, object: isMade ? state : {} };
  }

  readResource(request: ReadRequest): { readonly urn: string; readonly properties: Mapping } {
    const { resource, state } = this.#record(request, request.properties, true, request.id, true);
    return { urn: resource.urn, properties: state };
  }

  invoke({ tok, provider, args }: InvokeRequest): { readonly return: Mapping } {
    const inputs = plainMapping(args, this.project.directory);
    return { return: tok === "pulumi:pulumi:getResource" ? this.#get(inputs["urn"]) : this.#call(tok, provider, inputs) };
  }

  /** A method of a component, which only its plugin could run: what its package documents of the answer is unknown. */
  call({ tok }: Pick<InvokeRequest, "tok">): { readonly return: Mapping } {
    const given = givenOf(this.given, tok);
    const outputs = documentedOutputs(tok, this.project.directory);
    if (Object.keys(given).length === 0)
      this.notice(
        `${tok} is a method of a plugin, which does not run locally; if the program needs it, ${howToGiveValue(tok, outputs[0] ?? "<output>", this.stack)}`,
      );
    return { return: { ...Object.fromEntries(outputs.map((output) => [output, UNKNOWN])), ...given } };
  }

  notice(line: string): void {
    this.recording.notices.add(line);
  }

  #record(
    request: Named,
    raw: Mapping,
    isMade: boolean,
    id: string | undefined,
    existing: boolean,
  ): { resource: Resource; state: Mapping } {
    const [type, name] = [request.type, request.name];
    const urn = this.#urn(request.parent, type, name);
    const inputs = plainMapping(raw, this.project.directory);
    const uniqueName = this.#count(type, name, urn);
    const cloud = this.#cloud(this.#providerOf(request, urn), inputs);
    const find = (type: string, id: string) => this.#byId.get(`${type} ${id}`);
    const made = isMade ? provide({ type, name, uniqueName, id, inputs, cloud, baseUrl: this.baseUrl, find }) : { id: "", outputs: {} };
    if (type === "pulumi:providers:aws" && typeof inputs["region"] === "string") this.#regions.set(urn, inputs["region"]);
    const given = { ...(type === STACK_REFERENCE && this.#referenced(name, inputs)), ...givenOf(this.given, name) };
    const unknown = Object.entries(raw).flatMap(([property, value]) =>
      unknownPaths(value, property).map((path) => ({ path, of: request.propertyDependencies?.[property]?.urns ?? [] })),
    );
    const resource = {
      type,
      name,
      uniqueName,
      urn,
      id: made.id,
      inputs,
      outputs: { ...inputs, ...made.outputs, ...given },
      existing,
      unknown,
    };
    this.recording.resources.push(resource);
    this.#byUrn.set(urn, resource);
    this.#byId.set(`${type} ${resource.id}`, resource);
    const state = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, isMade ? providerValue(value) : value]));
    return { resource, state: { ...state, ...made.outputs, ...given } };
  }

  /** Makes what Pulumi's component for API Gateway makes, and gives its outputs. */
  async #restApi({ urn: parent, name, inputs }: Resource, transform: Transform): Promise<Mapping> {
    const { url, ...parts } = await makeRestApi(name, inputs, {
      directory: this.project.directory,
      functionOf: (id, where) => {
        const found = this.#byId.get(`aws:lambda/function:Function ${String(id)}`);
        if (found === undefined) throw new Error(`${where}: ${JSON.stringify(id)} is no function of this program`);
        return found;
      },
      make: async (type, name, object) => {
        const changed = await transform({ ...A_PART, type: `aws:${type}`, name, parent, object });
        return this.#record(changed, changed.object, true, undefined, false).resource;
      },
    });
    return { url, ...Object.fromEntries(Object.entries(parts).map(([output, made]) => [output, resourceReference(made)])) };
  }

  /** The outputs of another stack are unknown, unless some were given: then those are all that it has. */
  #referenced(name: string, inputs: Mapping): Mapping {
    const stack = String(inputs["name"] ?? name);
    const outputs = { ...givenOf(this.given, stack), ...givenOf(this.given, name) };
    return { name: stack, outputs: Object.keys(outputs).length > 0 ? outputs : UNKNOWN, secretOutputNames: [] };
  }

  /** The logical name, numbered from the second resource of the type that has it; the engine refuses it under the same parent. */
  #count(type: string, name: string, urn: string): string {
    if (this.#byUrn.has(urn))
      this.recording.problems.push(`two resources of type ${type} are named ${JSON.stringify(name)}; give one of them another name`);
    const count = (this.#counts.get(`${type} ${name}`) ?? 0) + 1;
    this.#counts.set(`${type} ${name}`, count);
    return count === 1 ? name : `${name}-${count}`;
  }

  #urn(parent: string, type: string, name: string): string {
    const parentType = parent.split("::")[2] ?? "";
    const qualified = parentType === "" || parentType === "pulumi:pulumi:Stack" ? type : `${parentType}$${type}`;
    return `urn:pulumi:${this.stack}::${this.project.name}::${qualified}::${name}`;
  }

  /** The resource's own, or by its package the one of the components above it, which this resource passes on. */
  #providerOf({ type, parent, provider, providers }: Named, urn: string): string {
    const known = { ...this.#providers.get(parent), ...providers };
    this.#providers.set(urn, known);
    return provider === "" ? (known[type.split(":")[0] ?? ""] ?? "") : provider;
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

  /** Of a function that is not known here, what its provider documents of its answer is unknown, but for what was given. */
  #call(token: string, provider: string, inputs: Mapping): Mapping {
    const { directory } = this.project;
    const given = givenOf(this.given, token);
    const context = { cloud: this.#cloud(provider, inputs), directory, resources: this.recording.resources, given: this.given };
    const answer = callFunction(token, inputs, context);
    const outputs = answer ?? Object.fromEntries(documentedOutputs(token, directory).map((output) => [output, UNKNOWN]));
    const result = { id: token, ...outputs, ...(answer === undefined && inputs), ...given };
    const unknown = Object.entries(result).flatMap(([output, value]) => (value === UNKNOWN ? [output] : []));
    if (answer === undefined && unknown.length === 0 && Object.keys(given).length > 0) return result;
    if (answer === undefined || unknown.length > 0) {
      const what = answer === undefined ? "is not known locally" : `gives no ${unknown.join(", ")} locally`;
      this.notice(
        `${token} ${JSON.stringify(inputs)} ${what}; if the program needs it, ${howToGiveValue(holderOf(token, inputs, context), unknown[0] ?? "<output>", this.stack)}`,
      );
    }
    return result;
  }
}

/** What a component registers for each of its parts. */
const A_PART = { provider: "", custom: true, remote: false, importId: "", transforms: [] } as const;

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

interface Named {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly provider: string;
  /** Of what is below it, by package. */
  readonly providers?: Readonly<Record<string, string>>;
  readonly propertyDependencies?: Readonly<Record<string, { readonly urns: readonly string[] }>>;
}
export interface RegisterRequest extends Named {
  readonly custom: boolean;
  readonly remote: boolean;
  readonly importId: string;
  readonly object: Mapping;
  readonly transforms: readonly Callback[];
  readonly hooks?: { readonly beforeCreate: readonly string[]; readonly afterCreate: readonly string[] };
}
export type Transform = (request: RegisterRequest) => Promise<RegisterRequest>;
export interface RegisterResponse {
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
