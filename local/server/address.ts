import { withoutAuthority } from "../../gateway/index";

/** Which API a request is for, and the target and host it has there. */
export interface Address {
  /** By id, from the host, or by name, from the path. */
  readonly api: { readonly id: string } | { readonly name: string };
  readonly stage: string;
  /** The target on the API's own host: `/<stage>/<path>?<query>`. */
  readonly target: string;
}

const OWN_HOST = /^([a-z0-9]+)(?:-vpce-[0-9a-f]+)?\.execute-api\./i;

/**
 * Reads `Host: <api id>.execute-api.<anything>`, `<api id>-<VPC endpoint id>…` too, with `/<stage>/<path>`, or `/<api>/<stage>/<path>` on
 * any other host.
 */
export function addressOf(host: string, target: string): Address {
  const path = withoutAuthority(target);
  const [, id] = OWN_HOST.exec(host) ?? [];
  if (id !== undefined) return { api: { id: id.toLowerCase() }, stage: stageOf(path), target: path };
  const [, name = "", rest = ""] = /^\/*([^/?#]*)(.*)$/s.exec(path) ?? [];
  return { api: { name: decoded(name) }, stage: stageOf(rest), target: rest };
}

/** The first part of a target on an API's own host. */
export function stageOf(target: string): string {
  return /^\/*([^/?#]*)/.exec(target)?.[1] ?? "";
}

function decoded(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
