import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { DomainArguments, DomainWarningRule } from "../../definition/index";
import type { ExecuteApiEndpoint } from "../private/execute-api-endpoint";
import type { References } from "../references/references";
import type { Stage } from "../stages/stage";
import type { Transform } from "../transform";

/** A stage of a `RestApi`, or of any other REST API. */
export type StageReference = Stage | aws.apigateway.Stage;

/** A hosted zone of Route 53: the resource, or the id of one that is not part of the program. */
export type HostedZoneReference = aws.route53.Zone | pulumi.Input<string>;

/** What `DomainName` takes. */
export interface DomainNameArgs extends Omit<DomainArguments<References, StageReference>, "hostedZone" | "vpcEndpoints"> {
  /** Public hosted zone of Route 53, where the certificate is validated and callers find the domain. @default none: both are up to you */
  readonly hostedZone?: HostedZoneReference;
  /** VPC endpoints by name, by which a private domain name is called. @default none */
  readonly vpcEndpoints?: Readonly<Record<string, DomainVpcEndpointArgs>>;
  /** Tags of the domain name, its certificate and its associations. @default none */
  readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Names of warnings that are not given. @default none */
  readonly suppressWarnings?: readonly DomainWarningRule[];
  /** The last word on each child's arguments and options. */
  readonly transform?: DomainNameTransform;
}

/** A VPC endpoint for execute-api; one whose id alone is known has no name in DNS here. */
export type DomainVpcEndpointArgs =
  | DomainVpcEndpoint
  | {
      /** Id of the endpoint. */
      readonly endpoint: pulumi.Input<string>;
      /** Only of an endpoint whose names in DNS are known. */
      readonly hostedZone?: never;
    };

/** A VPC endpoint of the program, by which a private domain name is called. */
export interface DomainVpcEndpoint {
  /** The component, or the resource. */
  readonly endpoint: ExecuteApiEndpoint | aws.ec2.VpcEndpoint;
  /** Private hosted zone of the endpoint's VPC, where the domain name leads to the endpoint. @default none: DNS is up to you */
  readonly hostedZone?: HostedZoneReference;
}

/** The last word on the arguments and options of a domain name's children, by what they are. */
export interface DomainNameTransform {
  /** The certificate. */
  readonly certificate?: Transform<aws.acm.CertificateArgs>;
  /** What waits until the certificate is issued. */
  readonly certificateValidation?: Transform<aws.acm.CertificateValidationArgs>;
  /** The domain name itself. */
  readonly domainName?: Transform<aws.apigateway.DomainNameArgs>;
  /** Each DNS record: those that validate the certificate, and those by which callers find the domain. */
  readonly record?: Transform<aws.route53.RecordArgs>;
  /** Each mapping of a base path of one part. */
  readonly basePathMapping?: Transform<aws.apigateway.BasePathMappingArgs>;
  /** Each mapping of a base path of several parts. */
  readonly apiMapping?: Transform<aws.apigatewayv2.ApiMappingArgs>;
  /** Each routing rule. */
  readonly routingRule?: Transform<aws.apigatewayv2.RoutingRuleArgs>;
  /** What lets a VPC endpoint call a private domain name. */
  readonly accessAssociation?: Transform<aws.apigateway.DomainNameAccessAssociationArgs>;
}

/** What the makers of a domain name's children share. */
export interface DomainContext {
  readonly transform: DomainNameTransform;
  readonly tags: { readonly tags?: Record<string, pulumi.Input<string>> };
  readonly opts: pulumi.CustomResourceOptions;
}
