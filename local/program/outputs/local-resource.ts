import { alphanumeric, hexadecimal } from "../names";
import { arnIn, type Cloud, type Resource } from "../resource";

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

export type Outputs = Readonly<Record<string, unknown>>;

/** What is known of a type of resource. */
export interface Kind {
  /** The property that holds the physical name, where it is not `name`. */
  readonly nameProperty?: string;
  /** What the cloud adds; the id is the physical name unless it is among it. */
  outputs(resource: LocalResource): Outputs;
}

/** Kinds by their type. */
export type Kinds = readonly (readonly [type: string, kind: Kind])[];

/** A resource in the making: its inputs, and names, ids and ARNs for it that are the same at every start. */
export class LocalResource {
  /** The physical name: the given one, or Pulumi's own, the logical name and seven random digits. */
  readonly name: string;
  readonly #registration: Registration;

  constructor(registration: Registration, nameProperty: string) {
    this.#registration = registration;
    const { inputs, id, uniqueName, name } = registration;
    const prefix = inputs["namePrefix"] ?? inputs["bucketPrefix"] ?? `${name}-`;
    this.name = String(inputs[nameProperty] ?? id ?? `${prefix}${hexadecimal(`${registration.type} ${uniqueName}`, 7)}`);
  }

  /** The logical name. */
  get logicalName(): string {
    return this.#registration.name;
  }

  /** Of a resource that exists already. */
  get existingId(): string | undefined {
    return this.#registration.id;
  }

  input(property: string): unknown {
    return this.#registration.inputs[property];
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
    return arnIn(this.cloud, service, resource);
  }

  globalArn(service: string, resource: string): string {
    return arnIn({ ...this.cloud, region: "" }, service, resource);
  }

  apiGatewayArn(path: string): string {
    return arnIn({ ...this.cloud, accountId: "" }, "apigateway", path);
  }

  #seed(of: string): string {
    return `${this.#registration.type} ${this.#registration.uniqueName} ${of}`;
  }
}
