import { readdirSync, statSync } from "node:fs";
import { extname, join, relative, resolve, sep } from "node:path";
import { fileAsset } from "../../property";
import type { Mapping } from "../../yaml";
import { type Operation, PROXY, PROXY_PARAMETERS } from "./routes";
import { hash, type Surroundings } from "./surroundings";

interface StaticRoute extends Mapping {
  readonly path: string;
  readonly localPath: string;
}

const TRUST = {
  Version: "2012-10-17",
  Statement: [{ Sid: "", Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/** Puts a file, or all files of a folder, into the bucket, and answers with what S3 answers. */
export async function staticOperations(
  name: string,
  route: StaticRoute,
  bucket: string,
  { directory, make }: Surroundings,
): Promise<Operation[]> {
  const from = resolve(directory, route.localPath);
  const isFolder = statSync(from).isDirectory();
  const path = isFolder ? `${route.path}/`.replace(/\/\/$/, "/") : route.path;
  const key = `${name}${hash(`get:${path}`)}`;
  const role = await make("iam/role:Role", key, { assumeRolePolicy: JSON.stringify(TRUST) });
  await make("iam/rolePolicyAttachment:RolePolicyAttachment", key, {
    role: role.id,
    policyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess",
  });
  const region = String(role.outputs["region"]);
  const object = (objectKey: string, file: string, contentType: unknown) =>
    make("s3/bucketObject:BucketObject", objectKey, {
      bucket,
      key: objectKey,
      source: fileAsset(file),
      contentType: contentType ?? TYPES[extname(file).toLowerCase()],
    });
  const reading = (objectKey: string) => ({
    responses: RESPONSES,
    "x-amazon-apigateway-integration": {
      credentials: role.outputs["arn"],
      uri: `arn:aws:apigateway:${region}:s3:path/${bucket}/${objectKey}`,
      passthroughBehavior: "when_no_match",
      httpMethod: "GET",
      type: "aws",
      responses: INTEGRATION_RESPONSES,
    },
  });
  if (!isFolder) {
    await object(key, from, route["contentType"]);
    return [{ path, method: "get", content: reading(key) }];
  }
  const files = filesBelow(from);
  for (const file of files) await object(`${key}/${file}`, join(from, file), undefined);
  const index = route["index"] === false ? undefined : typeof route["index"] === "string" ? route["index"] : "index.html";
  const below = reading(`${key}/{proxy}`);
  const integration = { ...below["x-amazon-apigateway-integration"], requestParameters: PROXY_PARAMETERS };
  return [
    ...(index !== undefined && files.includes(index) ? [{ path, method: "get", content: reading(`${key}/${index}`) }] : []),
    {
      path: `${path}{proxy+}`,
      method: "x-amazon-apigateway-any-method",
      content: { ...below, parameters: [PROXY], "x-amazon-apigateway-integration": integration },
    },
  ];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, "/"));
}

const RESPONSES = {
  "200": { description: "200 response", schema: { type: "object" }, headers: { "Content-Type": { type: "string" } } },
  "400": { description: "400 response" },
  "500": { description: "500 response" },
};

const INTEGRATION_RESPONSES = {
  default: {
    statusCode: "200",
    responseParameters: { "method.response.header.Content-Type": "integration.response.header.Content-Type" },
  },
  "4\\d{2}": { statusCode: "400" },
  "5\\d{2}": { statusCode: "500" },
};

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".csv": "text/csv",
  ".gif": "image/gif",
  ".htm": "text/html",
  ".html": "text/html",
  ".ico": "image/vnd.microsoft.icon",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "application/javascript",
  ".json": "application/json",
  ".map": "application/json",
  ".md": "text/markdown",
  ".mjs": "application/javascript",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".txt": "text/plain",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
  ".yaml": "text/yaml",
  ".yml": "text/yaml",
};
