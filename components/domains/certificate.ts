import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { EndpointType } from "../../definition/index";
import { transformed } from "../transform";
import type { DomainContext } from "./arguments";

/** A certificate that is made for a domain name, and what validates it. */
export interface DomainCertificate {
  /** The certificate, issued or not. */
  readonly certificate: aws.acm.Certificate;
  /** The DNS record by which it is validated. */
  readonly validationRecord: aws.route53.Record;
  /** There once the certificate is issued. */
  readonly validation: aws.acm.CertificateValidation;
}

/** A certificate for one name, validated by DNS: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html */
export function domainCertificate(
  name: string,
  domainName: string,
  endpointType: EndpointType,
  hostedZone: pulumi.Input<string>,
  { transform, tags, opts }: DomainContext,
): DomainCertificate {
  // CloudFront, which is in front of an edge-optimized domain name, takes those of us-east-1 alone.
  const region = endpointType === "EDGE" ? { region: "us-east-1" } : {};
  const certificate = new aws.acm.Certificate(
    ...transformed(transform.certificate, name, { domainName, validationMethod: "DNS", ...region, ...tags }, opts),
  );

  // The mocks of somebody's test may give none.
  const option = certificate.domainValidationOptions.apply((options) => ({
    name: options?.[0]?.resourceRecordName ?? "",
    type: options?.[0]?.resourceRecordType ?? "CNAME",
    value: options?.[0]?.resourceRecordValue ?? "",
  }));
  const validationRecord = new aws.route53.Record(
    ...transformed(
      transform.record,
      `${name}-validation`,
      // Every certificate of an account for the name is validated by the same record.
      { zoneId: hostedZone, name: option.name, type: option.type, records: [option.value], ttl: 300, allowOverwrite: true },
      opts,
    ),
  );

  return {
    certificate,
    validationRecord,
    validation: new aws.acm.CertificateValidation(
      ...transformed(
        transform.certificateValidation,
        name,
        { certificateArn: certificate.arn, validationRecordFqdns: [validationRecord.fqdn], ...region },
        opts,
      ),
    ),
  };
}
