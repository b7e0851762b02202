import type { ApiArguments, Named } from "../arguments";
import type { CallersArguments } from "../arguments/access";
import { isLateValue } from "../late-values";
import type { EndpointType } from "../tables/index";
import type { DefinitionPath, Refusal } from "./refusal";

interface Kind {
  readonly isOne: (text: string) => boolean;
  /** What a caller of that kind is written as. */
  readonly form: string;
  /** Whether API Gateway knows it of a private API's callers alone. */
  readonly privateOnly?: true;
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
const KINDS: Readonly<Record<keyof CallersArguments<Named>, Kind>> = {
  ipRanges: { isOne: isIpRange, form: "an address or a range, 203.0.113.0/24 or 2001:db8::/32" },
  vpcIds: { isOne: (text) => /^vpc-[0-9a-f]+$/.test(text), form: "the id of a VPC, vpc-…", privateOnly: true },
  vpcEndpointIds: { isOne: (text) => /^vpce-[0-9a-f]+$/.test(text), form: "the id of a VPC endpoint, vpce-…", privateOnly: true },
  accountIds: { isOne: (text) => /^\d{12}$/.test(text), form: "the twelve digits of an account" },
  // https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html
  organizationIds: { isOne: (text) => /^o-[a-z0-9]{10,32}$/.test(text), form: "the id of an organization, o-…" },
};

/** What is wrong with the callers that a resource policy is to be made of. */
export function* checkCallers(policy: ApiArguments<Named>["policy"], endpointType: EndpointType): Iterable<Refusal> {
  if (policy === undefined || typeof policy === "string" || "Statement" in policy) return;
  yield* checkLists(["policy", "allow"], policy.allow ?? {}, endpointType === "PRIVATE");
  yield* checkLists(["policy", "deny"], policy.deny ?? {}, endpointType === "PRIVATE");
}

function* checkLists(path: DefinitionPath, callers: CallersArguments<Named>, isPrivate: boolean): Iterable<Refusal> {
  for (const [kind, { isOne, form, privateOnly }] of Object.entries(KINDS)) {
    const list = Object.entries(callers).find(([name]) => name === kind)?.[1];
    if (list === undefined) continue;
    if (privateOnly && !isPrivate)
      yield { path: [...path, kind], message: "is for private APIs alone: others are not called from a VPC. Leave it out." };
    if (list.length === 0) yield { path: [...path, kind], message: `is empty, which names nobody. Leave it out, or give ${form}.` };
    for (const [index, text] of list.entries())
      if (!isLateValue(text) && !isOne(text)) yield { path: [...path, kind, index], message: `is ${JSON.stringify(text)}. Give ${form}.` };
  }
}

function isIpRange(text: string): boolean {
  const [address = "", prefix, ...rest] = text.split("/");
  const isV6 = address.includes(":");
  if (rest.length > 0 || (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= (isV6 ? 128 : 32)))) return false;
  return isV6 ? isIpV6(address) : /^(?:\d{1,3}\.){3}\d{1,3}$/.test(address) && address.split(".").every((part) => Number(part) <= 255);
}

/** https://www.rfc-editor.org/rfc/rfc4291#section-2.2: eight groups, or fewer with one `::` for those that are zero. */
function isIpV6(address: string): boolean {
  const halves = address.split("::");
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  return (
    groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) &&
    (halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8)
  );
}
