import { type ApiDefinition, whole } from "../../definition/index";
import type { VpcEndpoint } from "../../gateway/index";
import { text } from "./properties";
import type { Registry } from "./registry";

/** By what a request comes to a private API that neither has nor meets a VPC endpoint. */
const UNNAMED = "vpce-00000000000000000";

/** The VPC endpoints by which a private API may be called, its own first; none of an API that is not private. */
export function vpcEndpointsOf({ endpoint, policy }: ApiDefinition, registry: Registry): readonly VpcEndpoint[] {
  if (endpoint.type !== "PRIVATE") return [];
  const made = registry.all("ec2/vpcEndpoint:VpcEndpoint");
  const ids = new Set([...endpoint.vpcEndpointIds, ...made.map(({ id }) => id)]);
  // Of an endpoint that is not made here the VPC is not known: it counts as the one that the policy is about.
  const ofPolicy = /"(vpc-[0-9a-f]+)"/.exec(JSON.stringify(policy ?? {}))?.[1];
  return [...(ids.size > 0 ? ids : [UNNAMED])].map((id) => {
    const vpcId = text(made.find((resource) => resource.id === id)?.inputs["vpcId"]) ?? ofPolicy;
    return whole<VpcEndpoint>({ id, vpcId });
  });
}

/** By what requests count as coming to the private APIs, one line each. */
export function entrances(apis: readonly { readonly name: string; readonly vpcEndpoints: readonly VpcEndpoint[] }[]): string[] {
  return apis.flatMap(({ name, vpcEndpoints: [first] }) => {
    if (first === undefined) return [];
    const vpc = first.vpcId === undefined ? "" : ` of ${first.vpcId}`;
    return [
      `${name}: it is private; requests count as coming by ${first.id}${vpc} unless they name another VPC endpoint in the header x-amzn-vpce-id`,
    ];
  });
}
