import type { IntegrationArguments, IntegrationResponseArguments, PathSource } from "../../definition/index";
import { mapText } from "../late/text";
import { type ArnReference, arnOf, nameIn } from "../references/arn-reference";
import type { References } from "../references/references";
import { type ServiceOptions, serviceIntegration } from "./service-integration";

/** Key of an object: a constant, a variable of the route's path, or several of them one after another. */
export type S3ObjectKey<Variable extends string> = KeyPart<Variable> | readonly KeyPart<Variable>[];

type KeyPart<Variable extends string> = string | PathSource<Variable>;

/**
 * An object is answered, with its media type; one that is not there with 404:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function s3GetObject<const Variable extends string = never>(
  bucket: ArnReference,
  key: S3ObjectKey<Variable>,
  options: ServiceOptions<Variable> = {},
): IntegrationArguments<References, Variable> {
  return object("GET", "s3:GetObject", bucket, key, {
    responses: [{ responseParameters: copied(["Content-Type", "ETag", "Last-Modified"]) }, ...NONE],
    ...options,
  });
}

/** The request body becomes an object: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export function s3PutObject<const Variable extends string = never>(
  bucket: ArnReference,
  key: S3ObjectKey<Variable>,
  options: ServiceOptions<Variable> = {},
): IntegrationArguments<References, Variable> {
  return object("PUT", "s3:PutObject", bucket, key, options);
}

/** An object is deleted: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export function s3DeleteObject<const Variable extends string = never>(
  bucket: ArnReference,
  key: S3ObjectKey<Variable>,
  options: ServiceOptions<Variable> = {},
): IntegrationArguments<References, Variable> {
  return object("DELETE", "s3:DeleteObject", bucket, key, options, [{ statusCode: 204 }]);
}

function object<Variable extends string>(
  httpMethod: "GET" | "PUT" | "DELETE",
  action: string,
  bucket: ArnReference,
  key: S3ObjectKey<Variable>,
  { requestParameters, ...options }: ServiceOptions<Variable>,
  success?: readonly IntegrationResponseArguments[],
): IntegrationArguments<References, Variable> {
  const arn = arnOf(bucket);
  const parts = isList(key) ? key : [key];
  // The key that a request names is known at the request; the rest of the ARN is exact.
  const resource = mapText(arn, (text) => `${text}/${parts.map((part) => (typeof part === "string" ? part : "*")).join("")}`);
  const path = parts
    .map((part) => (typeof part === "string" ? part.split("/").map(encodeURIComponent).join("/") : `{${part.variable}}`))
    .join("");
  const variables = parts.flatMap((part) => (typeof part === "string" ? [] : [part.variable]));
  return serviceIntegration<Variable>(
    {
      service: "s3",
      target: mapText(nameIn(arn), (name) => `path/${name}/${path}`),
      statements: [{ actions: [action], resources: [resource] }],
    },
    {
      httpMethod,
      ...options,
      requestParameters: {
        ...Object.fromEntries(variables.map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`])),
        ...requestParameters,
      },
    },
    success,
  );
}

function isList<Variable extends string>(key: S3ObjectKey<Variable>): key is readonly KeyPart<Variable>[] {
  return Array.isArray(key);
}

function copied(headers: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(headers.map((name) => [`method.response.header.${name}`, `integration.response.header.${name}`]));
}

// To a role that may not list the bucket S3 answers 403 for an object that is not there: the page of GetObject, "Permissions".
const NONE: readonly IntegrationResponseArguments[] = [
  { selectionPattern: "40[34]", statusCode: 404, body: { message: "Not Found" } },
  { selectionPattern: "4(?!0[34])\\d{2}", statusCode: 400, body: { message: "Bad Request" } },
  { selectionPattern: "5\\d{2}", statusCode: 500, body: { message: "Internal server error" } },
];
