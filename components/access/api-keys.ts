import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { mapRecord } from "../../definition/index";
import { type Transform, transformed } from "../transform";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-keys.html */
export interface ApiKeyArgs {
  /** Whose key it is, in words. @default none */
  readonly description?: pulumi.Input<string>;
  /** @default true */
  readonly enabled?: pulumi.Input<boolean>;
  /** What callers send, 20 to 128 characters; it is a secret. @default made by API Gateway */
  readonly value?: pulumi.Input<string>;
}

export interface ApiKeyTransform {
  /** Each API key. */
  readonly apiKey?: Transform<aws.apigateway.ApiKeyArgs>;
}

export interface ApiKeysContext {
  readonly transform: ApiKeyTransform;
  readonly tags: Readonly<Record<string, pulumi.Input<string>>> | undefined;
}

/** An API's keys by the names that usage plans use. */
export type ApiKeys<Name extends string = string> = Readonly<Record<Name, aws.apigateway.ApiKey>>;

/** The API keys of an API by name; one that is there already is taken as it is. */
export function apiKeys<Name extends string>(
  name: string,
  keys: Readonly<Record<Name, ApiKeyArgs | aws.apigateway.ApiKey>> | undefined,
  context: ApiKeysContext,
  opts: pulumi.CustomResourceOptions,
): ApiKeys<Name>;
export function apiKeys(
  name: string,
  keys: Readonly<Record<string, ApiKeyArgs | aws.apigateway.ApiKey>> = {},
  context: ApiKeysContext,
  opts: pulumi.CustomResourceOptions,
): ApiKeys {
  return mapRecord(keys, (key, keyName) =>
    aws.apigateway.ApiKey.isInstance(key) ? key : apiKey(`${name}-${keyName}`, key, context, opts),
  );
}

function apiKey(
  name: string,
  key: ApiKeyArgs,
  { transform, tags }: ApiKeysContext,
  opts: pulumi.CustomResourceOptions,
): aws.apigateway.ApiKey {
  return new aws.apigateway.ApiKey(...transformed(transform.apiKey, name, { ...key, tags: tags && { ...tags } }, opts));
}
