import type * as pulumi from "@pulumi/pulumi";
import {
  type CustomIntegrationOptions,
  type IntegrationArguments,
  type Method,
  type PathVariables,
  pathVariables,
} from "../../definition/index";
import type { References } from "../references/references";
import type { ServicePolicy } from "../references/service-call";
import { serviceIntegration } from "./service-integration";

/** A call of any service of AWS. */
export type AwsServiceArgs<Variable extends string, Path extends string> = CustomIntegrationOptions<References, Variable> & {
  /** The service as its endpoint names it, for example `kinesis`, after a subdomain and a dot if it has one. */
  readonly service: string;
  /** What the role may do: exactly the call. */
  readonly policy: ServicePolicy;
  /** @default "POST" */
  readonly httpMethod?: Method;
  /** ARN of what is called, in whose partition and region the service is called. @default those of the provider */
  readonly arn?: pulumi.Input<string>;
} & (
    | {
        /** The action, of a service whose API has actions. */
        readonly action: string;
        /** Not beside `action`. */
        readonly path?: never;
      }
    | {
        /**
         * The path, of a service whose API has paths, without a slash at its start; `{id}` is the variable of that name in the route's
         * path.
         */
        readonly path: Path;
        /** Not beside `path`. */
        readonly action?: never;
      }
  );

/** Any service of AWS is called: https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-request-basic-setup.html */
export function awsService<const Variable extends string = never, const Path extends string = never>({
  service,
  action,
  path,
  arn,
  policy,
  requestParameters,
  ...options
}: AwsServiceArgs<Variable, Path>): IntegrationArguments<References, Variable | PathVariables<Path>> {
  const call = {
    service,
    target: action === undefined ? `path/${path}` : `action/${action}`,
    statements: policy,
    ...(arn !== undefined && { arn }),
  };
  return serviceIntegration<Variable | PathVariables<Path>>(call, {
    ...options,
    requestParameters: { ...mapped(path ?? ""), ...requestParameters },
  });
}

function mapped(path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pathVariables(`/${path}`).map((variable) => [`integration.request.path.${variable}`, `method.request.path.${variable}`]),
  );
}
