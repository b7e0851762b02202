import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Where Pulumi keeps the stacks' state, each under its own name. */
export const bucket = new aws.s3.Bucket("state", {}, { protect: true });

new aws.s3.BucketVersioning("state", { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } });
new aws.s3.BucketServerSideEncryptionConfiguration("state", {
  bucket: bucket.bucket,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
});
const closed = new aws.s3.BucketPublicAccessBlock("state", {
  bucket: bucket.bucket,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
new aws.s3.BucketPolicy(
  "state",
  {
    bucket: bucket.bucket,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      // Whoever it is, whatever is asked: what is refused here is only that it comes in the clear.
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  },
  { dependsOn: closed },
);

/** The state of one stack: a prefix of the bucket, and a key for its secrets alone. */
export function stateOf(stack: string) {
  const key = new aws.kms.Key(
    `${stack}-secrets`,
    { description: `Secrets of the stack ${stack}`, enableKeyRotation: true },
    { protect: true },
  );
  const alias = new aws.kms.Alias(`${stack}-secrets`, { name: `alias/pulumi-secrets-${stack}`, targetKeyId: key.keyId }, { protect: true });
  const objects = pulumi.interpolate`${bucket.arn}/${stack}/*`;
  /** Enough for `pulumi preview`, which reads the state, takes no lock, and asks AWS for nothing that needs a right. */
  const reads = [
    { Effect: "Allow", Action: "s3:ListBucket", Resource: bucket.arn, Condition: { StringLike: { "s3:prefix": `${stack}/*` } } },
    { Effect: "Allow", Action: "s3:GetObject", Resource: objects },
    { Effect: "Allow", Action: "kms:Decrypt", Resource: key.arn },
  ];
  const writes = [
    { Effect: "Allow", Action: ["s3:DeleteObject", "s3:PutObject"], Resource: objects },
    { Effect: "Allow", Action: "kms:Encrypt", Resource: key.arn },
  ];
  return {
    reads,
    readsAndWrites: [...reads, ...writes],
    /** What `pulumi login` takes. */
    backendUrl: pulumi.interpolate`s3://${bucket.bucket}/${stack}`,
    /** What `pulumi stack init --secrets-provider` takes. */
    secretsProvider: pulumi.interpolate`awskms://${alias.name}?region=${bucket.region}`,
  };
}
