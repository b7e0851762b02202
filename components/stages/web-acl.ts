import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

export interface WebAclTransform {
  /** What puts a stage behind its web ACL. */
  readonly webAclAssociation?: Transform<aws.wafv2.WebAclAssociationArgs>;
}

/**
 * Puts a stage behind a web ACL of AWS WAF:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
 */
export function webAclAssociation(
  name: string,
  stage: aws.apigateway.Stage,
  webAclArn: pulumi.Input<string>,
  transform: WebAclTransform,
  opts: pulumi.CustomResourceOptions,
): aws.wafv2.WebAclAssociation {
  return new aws.wafv2.WebAclAssociation(...transformed(transform.webAclAssociation, name, { resourceArn: stage.arn, webAclArn }, opts));
}
