import type { HttpRequest } from "../gateway/index";
import type { LocalApi } from "./resources/index";

/** A request to a private API as it enters by a VPC endpoint: the one that its header `x-amzn-vpce-id` or its host names, else the API's first. */
export function entering(request: HttpRequest, { vpcEndpoints }: LocalApi): HttpRequest {
  const [first] = vpcEndpoints;
  if (first === undefined) return request;
  const named =
    header(request, "x-amzn-vpce-id") ?? /^[a-z0-9]+-(vpce-[0-9a-f]+)\./i.exec(header(request, "host") ?? "")?.[1]?.toLowerCase();
  const vpcEndpoint = named === undefined ? first : (vpcEndpoints.find(({ id }) => id === named) ?? { id: named });
  const vpcId = header(request, "x-amzn-vpc-id");
  return { ...request, vpcEndpoint: { ...vpcEndpoint, ...(vpcId !== undefined && { vpcId }) } };
}

function header({ headers }: HttpRequest, name: string): string | undefined {
  return headers.find(([given]) => given.toLowerCase() === name)?.[1];
}
