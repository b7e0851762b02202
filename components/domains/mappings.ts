import * as aws from "@pulumi/aws";
import { isMultiLevel, type RoutingRule } from "../../definition/index";
import { transformed } from "../transform";
import type { DomainContext } from "./arguments";
import type { StageTarget } from "./references";

/** A base path's way to a stage; version 2 of API Gateway's own API alone knows base paths of several parts. */
export type DomainMapping = aws.apigateway.BasePathMapping | aws.apigatewayv2.ApiMapping;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html */
export function mapping(
  name: string,
  domain: aws.apigateway.DomainName,
  isPrivate: boolean,
  basePath: string,
  { restApi, stageName }: StageTarget,
  { transform, opts }: DomainContext,
): DomainMapping {
  if (isMultiLevel(basePath)) {
    const args = { domainName: domain.domainName, apiMappingKey: basePath, apiId: restApi, stage: stageName };
    return new aws.apigatewayv2.ApiMapping(...transformed(transform.apiMapping, name, args, opts));
  }
  return new aws.apigateway.BasePathMapping(
    ...transformed(
      transform.basePathMapping,
      name,
      {
        domainName: domain.domainName,
        domainNameId: isPrivate ? domain.domainNameId : undefined,
        ...(basePath !== "" && { basePath }),
        restApi,
        stageName,
      },
      opts,
    ),
  );
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
export function routingRule(
  name: string,
  domain: aws.apigateway.DomainName,
  { priority, matchHeaders, matchBasePath, stripBasePath, stage }: RoutingRule<StageTarget>,
  { transform, opts }: DomainContext,
): aws.apigatewayv2.RoutingRule {
  return new aws.apigatewayv2.RoutingRule(
    ...transformed(
      transform.routingRule,
      name,
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
    ),
  );
}
