import { Archive, Asset } from "../program/index";
import { text } from "./properties";
import type { Registry } from "./registry";

/** An object that the program puts into S3. */
export interface LocalObject {
  readonly bucket: string;
  readonly key: string;
  readonly content: Asset | Archive | Buffer;
  readonly contentType: string;
}

const TYPES = ["s3/bucketObjectv2:BucketObjectv2", "s3/bucketObject:BucketObject"];

/** The objects of the program: https://www.pulumi.com/registry/packages/aws/api-docs/s3/bucketobjectv2/ */
export function readObjects(registry: Registry): LocalObject[] {
  return TYPES.flatMap((type) => registry.all(type)).flatMap(({ inputs, outputs, name }) => {
    const bucket = text(inputs["bucket"]);
    const content = contentOf(inputs);
    if (bucket === undefined || content === undefined) return [];
    const key = text(inputs["key"]) ?? text(outputs["key"]) ?? name;
    return [{ bucket, key, content, contentType: text(inputs["contentType"]) ?? "application/octet-stream" }];
  });
}

function contentOf({ source, content, contentBase64 }: Readonly<Record<string, unknown>>): LocalObject["content"] | undefined {
  if (source instanceof Asset || source instanceof Archive) return source;
  const plain = text(content);
  if (plain !== undefined) return Buffer.from(plain);
  const encoded = text(contentBase64);
  return encoded === undefined ? undefined : Buffer.from(encoded, "base64");
}
