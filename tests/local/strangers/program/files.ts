import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { makeApi } from "./parts";

// An API that hands out what the program puts into a bucket.
const bucket = new aws.s3.Bucket("files");
const page = new aws.s3.BucketObject("page", {
  bucket: bucket.bucket,
  key: "index.html",
  content: "<h1>hello</h1>",
  contentType: "text/html",
});
const reads = new aws.iam.Role("reads", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "apigateway.amazonaws.com" }),
});
new aws.iam.RolePolicy("reads", {
  role: reads.id,
  policy: aws.iam.getPolicyDocumentOutput({ statements: [{ actions: ["s3:GetObject"], resources: [pulumi.interpolate`${bucket.arn}/*`] }] })
    .json,
});
const api = makeApi("files", {
  type: "AWS",
  integrationHttpMethod: "GET",
  uri: pulumi.interpolate`arn:aws:apigateway:us-east-1:s3:path/${bucket.bucket}/${page.key}`,
  credentials: reads.arn,
});
const at = { restApi: api.id, resourceId: api.rootResourceId, httpMethod: "GET", statusCode: "200" };
const header = "method.response.header.Content-Type";
new aws.apigateway.MethodResponse("files", { ...at, responseParameters: { [header]: true } });
new aws.apigateway.IntegrationResponse("files", { ...at, responseParameters: { [header]: "integration.response.header.Content-Type" } });
