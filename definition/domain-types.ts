/** The plain-data definition of one custom domain name. `Target` is what a mapping or a rule leads to: a stage of an API. */
import type { EndpointAccessMode, EndpointType, IpAddressType, RoutingMode, SecurityPolicy } from "./tables/index";
import type { JsonObject } from "./types";

/** A header that a request has, its whole value matched; `*` at the start, at the end or at both stands for any text. */
export interface MatchHeader {
  /** The header's name. */
  readonly header: string;
  /** The value, `*` standing for any text at its ends. */
  readonly valueGlob: string;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
export interface RoutingRule<Target> {
  /** Rules are tried from the lowest number. */
  readonly priority: number;
  readonly matchHeaders: readonly MatchHeader[];
  readonly matchBasePath?: string;
  readonly stripBasePath: boolean;
  readonly stage: Target;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html */
export interface MutualTls {
  readonly truststoreUri: string;
}

export interface DomainDefinition<Target> {
  readonly domainName: string;
  readonly endpointType: EndpointType;
  readonly ipAddressType: IpAddressType;
  readonly securityPolicy: SecurityPolicy;
  /** Present where the security policy is an enhanced one. */
  readonly endpointAccessMode?: EndpointAccessMode;
  readonly mutualTls?: MutualTls;
  readonly certificateArn?: string;
  /** Id of the public hosted zone that the domain is in. */
  readonly hostedZone?: string;
  /** Ids of the VPC endpoints by which a private domain name is called. */
  readonly vpcEndpoints: readonly string[];
  /** A text where it is known only at deployment. */
  readonly policy?: JsonObject | string;
  readonly routingMode: RoutingMode;
  /** By base path, without slashes around it; the empty one is for all that no other takes. */
  readonly mappings: Readonly<Record<string, Target>>;
  /** By name. */
  readonly routingRules: Readonly<Record<string, RoutingRule<Target>>>;
}

/** Whether a base path has several parts, which another API of AWS's maps. */
export function isMultiLevel(basePath: string): boolean {
  return basePath.includes("/");
}
