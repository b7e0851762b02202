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
export type DomainVpcEndpointArgs = DomainVpcEndpoint | { readonly endpoint: pulumi.Input<string>; readonly hostedZone?: never };

export interface DomainVpcEndpoint {
  readonly endpoint: ExecuteApiEndpoint | aws.ec2.VpcEndpoint;
  /** Private hosted zone of the endpoint's VPC, where the domain name leads to the endpoint. @default none: DNS is up to you */
  readonly hostedZone?: HostedZoneReference;
}

export interface DomainNameTransform {
  readonly certificate?: Transform<aws.acm.CertificateArgs>;
  readonly certificateValidation?: Transform<aws.acm.CertificateValidationArgs>;
  readonly domainName?: Transform<aws.apigateway.DomainNameArgs>;
  readonly record?: Transform<aws.route53.RecordArgs>;
  readonly basePathMapping?: Transform<aws.apigateway.BasePathMappingArgs>;
  readonly apiMapping?: Transform<aws.apigatewayv2.ApiMappingArgs>;
  readonly routingRule?: Transform<aws.apigatewayv2.RoutingRuleArgs>;
  readonly accessAssociation?: Transform<aws.apigateway.DomainNameAccessAssociationArgs>;
}

/** What the makers of a domain name's children share. */
export interface DomainContext {
  readonly transform: DomainNameTransform;
  readonly tags: { readonly tags?: Record<string, pulumi.Input<string>> };
  readonly opts: pulumi.CustomResourceOptions;
}
