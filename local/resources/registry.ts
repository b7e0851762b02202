import type { Recording, Resource } from "../program/index";

/** The registered resources by their type. */
export class Registry {
  readonly #byType = new Map<string, Resource[]>();

  constructor(recording: Pick<Recording, "resources">) {
    for (const resource of recording.resources) {
      const others = this.#byType.get(resource.type);
      if (others) others.push(resource);
      else this.#byType.set(resource.type, [resource]);
    }
  }

  /** Those of `<provider>:<type>`, in the order of their registration. */
  all(type: string, provider = "aws"): readonly Resource[] {
    return this.#byType.get(`${provider}:${type}`) ?? [];
  }

  /** Those of a type that belong to one REST API. */
  of(type: string, apiId: string): readonly Resource[] {
    return this.all(type).filter(({ inputs }) => (inputs["restApi"] ?? inputs["restApiId"]) === apiId);
  }

  byId(type: string, id: unknown): Resource | undefined {
    return this.all(type).find((resource) => resource.id === id);
  }
}

/** How a resource is named in messages. */
export function named({ type, name }: Resource): string {
  return `${type.split(":").at(-1)} ${JSON.stringify(name)}`;
}
