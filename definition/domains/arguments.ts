/** What a user writes of a custom domain name. `L` is how values known only at deployment are referred to, `Target` a stage of an API. */
import type { Late } from "../arguments";
import type { PolicyDocument, ResourcePolicyArguments } from "../arguments/access";
import type { MatchHeader } from "../domain-types";
import type { EndpointAccessMode, EndpointType, IpAddressType, RoutingMode, SecurityPolicy } from "../tables/index";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html */
export interface DomainArguments<L extends Late, Target> {
  /** For example `api.example.com`; `*.example.com` is every name of one more part. */
  readonly domainName: string;
  /**
   * ARN of a certificate of ACM for the domain name, in us-east-1 where the endpoint type is EDGE.
   * @default one is made, and validated by DNS in `hostedZone`
   */
  readonly certificateArn?: L["text"];
  /**
   * Public hosted zone of Route 53, by its id, where the certificate is validated and callers find the domain.
   * @default none: both are up to you
   */
  readonly hostedZone?: L["text"];
  /** @default "REGIONAL" */
  readonly endpointType?: EndpointType;
  /** By which addresses the domain is called: those of version 4, or of 4 and 6. @default "ipv4"; "dualstack" of a private one */
  readonly ipAddressType?: IpAddressType;
  /** Versions of TLS and ciphers that callers may use. @default "TLS_1_2" */
  readonly securityPolicy?: SecurityPolicy;
  /**
   * With a security policy named `SecurityPolicy_…`: whether requests have to come by this endpoint type, and by TLS for the host that they
   * name.
   * @default "STRICT"
   */
  readonly endpointAccessMode?: EndpointAccessMode;
  /** Callers have to show a certificate. @default none */
  readonly mutualTls?: MutualTlsArguments<L>;
  /** Stages by the base path at which they are called; `""` takes what no other does. @default none */
  readonly mappings?: Readonly<Record<string, Target>>;
  /** Rules by name that lead to stages by header and base path; they come before the mappings. @default none */
  readonly routingRules?: Readonly<Record<string, RoutingRuleArguments<Target>>>;
  /** @default what `mappings` and `routingRules` need */
  readonly routingMode?: RoutingMode;
  /**
   * Who may call a private domain name, or a document, as an object or as JSON; its APIs' own policies have to let them in too.
   * @default those of `vpcEndpoints`
   */
  readonly policy?: ResourcePolicyArguments<L> | PolicyDocument<L> | L["text"];
  /** VPC endpoints by name, by which a private domain name is called. @default none */
  readonly vpcEndpoints?: Readonly<Record<string, L["text"]>>;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html */
export interface MutualTlsArguments<L extends Late> {
  /** The authorities whose certificates are trusted, a PEM file in S3: `s3://bucket/truststore.pem`. */
  readonly truststoreUri: L["text"];
  /** Version of the file, by which a changed one is noticed. @default the newest when the domain was last changed */
  readonly truststoreVersion?: L["text"];
  /**
   * ARN of a public certificate of ACM that shows whose the domain is, where `certificateArn` is imported or of a private authority.
   * @default none
   */
  readonly ownershipVerificationCertificateArn?: L["text"];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
export interface RoutingRuleArguments<Target> {
  /** 1 to 1,000,000, no two alike; the lowest is tried first. Leave gaps. */
  readonly priority: number;
  /** Up to two headers, both of which a request must have. @default any request */
  readonly matchHeaders?: readonly MatchHeader[];
  /** How a request's path must begin. @default any path */
  readonly matchBasePath?: string;
  /** Whether the API is called without the base path, as by a mapping. @default false */
  readonly stripBasePath?: boolean;
  /** Where such requests go. */
  readonly stage: Target;
}
