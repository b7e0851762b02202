import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Where Pulumi keeps the stacks' state, and the key that their secrets are encrypted with. */
export const bucket = new aws.s3.Bucket("state", {}, { protect: true });

export const key = new aws.kms.Key("secrets", { description: "Secrets of Pulumi stacks", enableKeyRotation: true }, { protect: true });
export const keyAlias = new aws.kms.Alias("secrets", { name: "alias/pulumi-secrets", targetKeyId: key.keyId }, { protect: true });

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

/** Enough for `pulumi preview`, which reads the state, takes no lock, and asks AWS for nothing that needs a right. */
export const readsState = [
  { Effect: "Allow", Action: "s3:ListBucket", Resource: bucket.arn },
  { Effect: "Allow", Action: "s3:GetObject", Resource: pulumi.interpolate`${bucket.arn}/*` },
  { Effect: "Allow", Action: "kms:Decrypt", Resource: key.arn },
];

export const writesState = [
  ...readsState,
  { Effect: "Allow", Action: ["s3:DeleteObject", "s3:PutObject"], Resource: pulumi.interpolate`${bucket.arn}/*` },
  { Effect: "Allow", Action: "kms:Encrypt", Resource: key.arn },
];
