import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../rules/refusal";
import { tagProblems } from "../rules/tags";
import { shapeProblems } from "../shape/check";
import { boolean, late, list, map, native, objectOf, shapeOf, text } from "../shape/property";
import { type Transform, transformed } from "../transform";

/** What `ExecuteApiEndpoint` takes. */
export interface ExecuteApiEndpointArgs {
  /** Id of the VPC whose callers reach private APIs. */
  readonly vpcId: pulumi.Input<string>;
  /** Subnets that get an address of the endpoint each, one in each availability zone; they may be private. */
  readonly subnetIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  /** IPv4 ranges whose callers the security group lets in. @default those of the VPC */
  readonly cidrBlocks?: pulumi.Input<readonly pulumi.Input<string>[]>;
  /**
   * Whether `{api}.execute-api.{region}.amazonaws.com` means this endpoint in the whole VPC, for every API: public ones can no more be
   * called by that name from there.
   * @default false: the urls by VPC endpoint need none
   */
  readonly privateDnsEnabled?: pulumi.Input<boolean>;
  /** Tags of the endpoint and its security group. @default none */
  readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
  /** The last word on each child's arguments and options. */
  readonly transform?: {
    /** The security group. */
    readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
    /** The VPC endpoint. */
    readonly vpcEndpoint?: Transform<aws.ec2.VpcEndpointArgs>;
  };
}

/**
 * The interface endpoint by which a VPC calls private APIs, one for all of them:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
 *
 * Its security group lets HTTPS in from the VPC, and nothing out.
 */
export class ExecuteApiEndpoint extends pulumi.ComponentResource {
  /** Who may connect to the endpoint. */
  readonly securityGroup: aws.ec2.SecurityGroup;
  /** The VPC endpoint, for `execute-api`. */
  readonly vpcEndpoint: aws.ec2.VpcEndpoint;

  /** Throws `pulumi.ResourceError` with every problem, before anything is created, if AWS would refuse the tags. */
  constructor(name: string, args: ExecuteApiEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lambda-rest-api:index:ExecuteApiEndpoint", name, {}, opts);
    const subject = `ExecuteApiEndpoint "${name}"`;
    refuse(shapeProblems(args, EXECUTE_API_ENDPOINT_ARGS), subject, this);
    const { vpcId, transform = {} } = args;
    refuse(tagProblems(args.tags), subject, this);
    const tags = args.tags === undefined ? {} : { tags: { ...args.tags } };
    const cidrBlocks = pulumi.output(args.cidrBlocks ?? cidrBlocksOf(vpcId, this)).apply((blocks) => [...blocks]);

    this.securityGroup = new aws.ec2.SecurityGroup(
      ...transformed(
        transform.securityGroup,
        name,
        {
          description: "HTTPS from the VPC to API Gateway",
          vpcId,
          ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks }],
          // Without the empty list the provider would keep what somebody else adds.
          egress: [],
          ...tags,
        },
        { parent: this },
      ),
    );

    const { region } = aws.getRegionOutput({}, { parent: this });
    this.vpcEndpoint = new aws.ec2.VpcEndpoint(
      ...transformed(
        transform.vpcEndpoint,
        name,
        {
          vpcId,
          serviceName: pulumi.interpolate`com.amazonaws.${region}.execute-api`,
          vpcEndpointType: "Interface",
          subnetIds: pulumi.output(args.subnetIds).apply((ids) => [...ids]),
          securityGroupIds: [this.securityGroup.id],
          privateDnsEnabled: args.privateDnsEnabled ?? false,
          ...tags,
        },
        { parent: this },
      ),
    );
    this.registerOutputs({ id: this.vpcEndpoint.id });
  }
}

const EXECUTE_API_ENDPOINT_ARGS = shapeOf<ExecuteApiEndpointArgs>(
  {
    vpcId: late(text),
    subnetIds: late(list(late(text))),
    cidrBlocks: late(list(late(text))),
    privateDnsEnabled: late(boolean),
    tags: map(late(text)),
    transform: objectOf(
      shapeOf<NonNullable<ExecuteApiEndpointArgs["transform"]>>({ securityGroup: native("callback"), vpcEndpoint: native("callback") }),
    ),
  },
  ["vpcId", "subnetIds"],
);

/** A VPC may have been given further ranges besides its first; in the mocks of somebody's test it may have none. */
function cidrBlocksOf(vpcId: pulumi.Input<string>, parent: pulumi.Resource): pulumi.Output<string[]> {
  const { cidrBlockAssociations } = aws.ec2.getVpcOutput({ id: vpcId }, { parent });
  return cidrBlockAssociations.apply((blocks) => (blocks ?? []).map(({ cidrBlock }) => cidrBlock));
}
