import { ENDPOINT_ACCESS_MODES, type EndpointType, SECURITY_POLICIES } from "../tables/index";
import { type DefinitionPath, isExcluded, isOneOf, type Refusal } from "./refusal";

/** How an endpoint, of an API or of a domain name, is reached by TLS. */
export interface Tls {
  readonly securityPolicy?: string;
  readonly endpointAccessMode?: string;
}

const BY_ENDPOINT_TYPE: Readonly<Record<EndpointType, readonly string[]>> = SECURITY_POLICIES;

/** The security policies of all endpoint types. */
export const POLICIES: readonly string[] = Object.values(BY_ENDPOINT_TYPE).flat();

/** What is wrong with it: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html */
export function* checkTls(
  path: DefinitionPath,
  endpointType: EndpointType,
  { securityPolicy, endpointAccessMode }: Tls,
): Iterable<Refusal> {
  const policies = BY_ENDPOINT_TYPE[endpointType];
  if (policies !== undefined && securityPolicy !== undefined && !isOneOf(policies, securityPolicy) && !isUnknownPolicy(securityPolicy))
    yield {
      path: [...path, "securityPolicy"],
      message: `is ${JSON.stringify(securityPolicy)}. With endpoint type ${endpointType} give one of ${policies.join(", ")}.`,
    };
  if (endpointAccessMode !== undefined && !securityPolicy?.startsWith("SecurityPolicy_"))
    yield {
      path: [...path, "endpointAccessMode"],
      message: `is given, and the security policy is ${securityPolicy}. It goes with a SecurityPolicy_… only; leave it out.`,
    };
  if (endpointAccessMode !== undefined && isExcluded(ENDPOINT_ACCESS_MODES, endpointAccessMode))
    yield { path: [...path, "endpointAccessMode"], message: `is ${JSON.stringify(endpointAccessMode)}. Give BASIC or STRICT.` };
}

/** Whether a text has the form of a security policy, and is none that is known here: AWS may have added it. */
export function isUnknownPolicy(securityPolicy: string): boolean {
  return /^SecurityPolicy_TLS\w+$/.test(securityPolicy) && !POLICIES.includes(securityPolicy);
}
