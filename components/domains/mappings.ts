import * as aws from "@pulumi/aws";
import { isMultiLevel, type RoutingRule } from "../../definition/index";
import { transformed } from "../transform";
import type { DomainContext } from "./arguments";
import type { StageTarget } from "./references";

/** A base path's way to a stage; version 2 of API Gateway's own API alone knows base paths of several parts. */
export type Mapping = aws.apigateway.BasePathMapping | aws.apigatewayv2.ApiMapping;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html */
export function mapping(
  name: string,
  domain: aws.apigateway.DomainName,
  isPrivate: boolean,
  basePath: string,
  { restApi, stageName }: StageTarget,
  { transform, opts }: DomainContext,
): Mapping {
  if (isMultiLevel(basePath)) {
    const args = { domainName: domain.domainName, apiMappingKey: basePath, apiId: restApi, stage: stageName };
    const child = transformed(transform.apiMapping, args, opts);
    return new aws.apigatewayv2.ApiMapping(name, child.args, child.opts);
  }
  const child = transformed<aws.apigateway.BasePathMappingArgs>(
    transform.basePathMapping,
    {
      domainName: domain.domainName,
      ...(isPrivate && { domainNameId: domain.domainNameId }),
      ...(basePath !== "" && { basePath }),
      restApi,
      stageName,
    },
    opts,
  );
  return new aws.apigateway.BasePathMapping(name, child.args, child.opts);
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
export function routingRule(
  name: string,
  domain: aws.apigateway.DomainName,
  { priority, matchHeaders, matchBasePath, stripBasePath, stage }: RoutingRule<StageTarget>,
  { transform, opts }: DomainContext,
): aws.apigatewayv2.RoutingRule {
  const child = transformed(
    transform.routingRule,
    {
      domainName: domain.domainName,
      priority,
      conditions: [
        ...matchHeaders.map((match) => ({ matchHeaders: { anyOf: { ...match } } })),
        ...(matchBasePath === undefined ? [] : [{ matchBasePaths: { anyOfs: [matchBasePath] } }]),
      ],
      actions: [{ invokeApi: { apiId: stage.restApi, stage: stage.stageName, stripBasePath } }],
    },
    opts,
  );
  return new aws.apigatewayv2.RoutingRule(name, child.args, child.opts);
}
