import { firstHeaderValue, type HttpRequest } from "../gateway/index";
import type { LocalApi } from "./resources/index";

/**
 * A request to a private API as it enters by a VPC endpoint: the one that its header `x-amzn-vpce-id` or its host names, else the API's
 * first.
 */
export function entering(request: HttpRequest, { vpcEndpoints }: LocalApi): HttpRequest {
  const [first] = vpcEndpoints;
  if (first === undefined) return request;
  const named =
    firstHeaderValue(request.headers, "x-amzn-vpce-id") ??
    /^[a-z0-9]+-(vpce-[0-9a-f]+)\./i.exec(firstHeaderValue(request.headers, "host") ?? "")?.[1]?.toLowerCase();
  const vpcEndpoint = named === undefined ? first : (vpcEndpoints.find(({ id }) => id === named) ?? { id: named });
  const vpcId = firstHeaderValue(request.headers, "x-amzn-vpc-id");
  return { ...request, vpcEndpoint: { ...vpcEndpoint, ...(vpcId !== undefined && { vpcId }) } };
}
