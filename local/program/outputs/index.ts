import { API_GATEWAY } from "./api-gateway";
import { BUILT_IN } from "./built-in";
import { DOCUMENTED } from "./documented";
import { DOMAINS } from "./domains";
import { HTTP_APIS } from "./http-apis";
import { IAM } from "./iam";
import { LAMBDA } from "./lambda";
import { type Kind, LocalResource, type Outputs, type Registration } from "./local-resource";
import { NETWORK } from "./network";
import { RANDOM } from "./random";
import { SERVICES } from "./services";

/** What the cloud would add to a resource: plausible, and the same at every start. */
export function provide(registration: Registration): { readonly id: string; readonly outputs: Outputs } {
  const kind = KINDS.get(registration.type);
  const resource = new LocalResource(registration, kind?.nameProperty ?? "name");
  const { id, ...outputs } = kind ? kind.outputs(resource) : unknownKind(resource);
  return { id: registration.id ?? String(id ?? resource.name), outputs: { ...everyKind(resource), ...outputs } };
}

/** Whether more than a name and an ARN is known of a type. */
export function isKnown(type: string): boolean {
  return KINDS.has(type);
}

const KINDS: ReadonlyMap<string, Kind> = new Map(
  [API_GATEWAY, HTTP_APIS, DOMAINS, LAMBDA, IAM, NETWORK, SERVICES, DOCUMENTED, RANDOM, BUILT_IN].flat(),
);

/** The types of which more than a name and an ARN is known. */
export const KNOWN_TYPES: readonly string[] = [...KINDS.keys()];

/** From version 7 of the provider on, each resource of AWS says its region. */
function everyKind({ type, cloud }: LocalResource): Outputs {
  return type.startsWith("aws:") ? { region: cloud.region } : {};
}

/** Something of a kind that is not known: with a name and, if it is of AWS, an ARN of the usual form. */
function unknownKind(resource: LocalResource): Outputs {
  const [provider, module = ""] = resource.type.split(":");
  const [service = "", kind = ""] = module.split("/");
  return provider === "aws" && kind !== ""
    ? { name: resource.name, arn: resource.arn(service, `${kind.toLowerCase()}/${resource.name}`) }
    : {};
}
