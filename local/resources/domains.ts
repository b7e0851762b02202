import { type MatchHeader, type RoutingMode, type RoutingRule, whole } from "../../definition/index";
import type { DomainRouting, MappedStage } from "../../gateway/index";
import type { Resource } from "../program/index";
import { flag, list, number, type Properties, properties, text } from "./properties";
import type { Registry } from "./registry";

/** A custom domain name of the program, or one that the program only maps. */
export interface LocalDomain {
  readonly domainName: string;
  readonly routing: DomainRouting;
  /** What of it does not run locally. */
  readonly unenforced: readonly string[];
}

/** The custom domain names of a program, by name. */
export function readDomains(registry: Registry): readonly LocalDomain[] {
  const domains = [...registry.all("apigateway/domainName:DomainName"), ...registry.all("apigatewayv2/domainName:DomainName")];
  const mappings = [...registry.all("apigateway/basePathMapping:BasePathMapping"), ...registry.all("apigatewayv2/apiMapping:ApiMapping")];
  const rules = registry.all("apigatewayv2/routingRule:RoutingRule");
  const names = new Set([...domains.map(({ outputs }) => text(outputs["domainName"])), ...[...mappings, ...rules].map(nameOf)]);
  return [...names].flatMap((name) => {
    if (name === undefined) return [];
    const domain = domains.find(({ outputs }) => text(outputs["domainName"]) === name);
    const routing = {
      routingMode: routingModeOf(domain),
      mappings: Object.fromEntries(mappings.filter((mapping) => nameOf(mapping) === name).map(mappingOf)),
      routingRules: Object.fromEntries(
        rules.filter((rule) => nameOf(rule) === name).map((rule) => [text(rule.outputs["routingRuleId"]) ?? rule.uniqueName, ruleOf(rule)]),
      ),
    };
    return [{ domainName: name, routing, unenforced: unenforcedOf(domain) }];
  });
}

function nameOf({ inputs }: Resource): string | undefined {
  return text(inputs["domainName"]);
}

/** What else than locally decides on AWS who may call a domain, one line each. */
export function domainNotices(domains: readonly LocalDomain[]): string[] {
  return domains.map(
    ({ domainName, unenforced }) =>
      `${domainName}: ${unenforced.join(" and ")} ${unenforced.length === 1 ? "does" : "do"} not run locally; it is called by http, by anybody`,
  );
}

const ROUTING_MODES: readonly RoutingMode[] = ["BASE_PATH_MAPPING_ONLY", "ROUTING_RULE_ONLY", "ROUTING_RULE_THEN_BASE_PATH_MAPPING"];

/** API Gateway's own is by mappings alone; what one made elsewhere has is not known. */
function routingModeOf(domain: Resource | undefined): RoutingMode {
  if (domain === undefined) return "ROUTING_RULE_THEN_BASE_PATH_MAPPING";
  return ROUTING_MODES.find((mode) => mode === domain.inputs["routingMode"]) ?? "BASE_PATH_MAPPING_ONLY";
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateBasePathMapping.html, and API mappings of version 2. */
function mappingOf({ inputs }: Resource): readonly [basePath: string, stage: MappedStage] {
  const basePath = text(inputs["basePath"]) ?? text(inputs["apiMappingKey"]) ?? "";
  const apiId = text(inputs["restApi"]) ?? text(inputs["apiId"]) ?? "";
  return [basePath === "(none)" ? "" : basePath, whole<MappedStage>({ apiId, stage: text(inputs["stageName"]) ?? text(inputs["stage"]) })];
}

/** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames-domainname-routingrules.html */
function ruleOf({ inputs }: Resource): RoutingRule<MappedStage> {
  const conditions = list(inputs["conditions"]).map(properties);
  const invoke = properties(properties(list(inputs["actions"])[0])["invokeApi"]);
  const [matchBasePath] = conditions.flatMap((condition) =>
    list(properties(condition["matchBasePaths"])["anyOfs"]).flatMap((path) => text(path) ?? []),
  );
  return whole<RoutingRule<MappedStage>>({
    priority: number(inputs["priority"]) ?? 0,
    matchHeaders: conditions.flatMap(matchHeaderOf),
    matchBasePath,
    stripBasePath: flag(invoke["stripBasePath"]) ?? false,
    stage: whole<MappedStage>({ apiId: text(invoke["apiId"]) ?? "", stage: text(invoke["stage"]) }),
  });
}

function matchHeaderOf(condition: Properties): MatchHeader[] {
  const { header, valueGlob } = properties(properties(condition["matchHeaders"])["anyOf"]);
  const [name, glob] = [text(header), text(valueGlob)];
  return name === undefined || glob === undefined ? [] : [{ header: name, valueGlob: glob }];
}

function unenforcedOf(domain: Resource | undefined): string[] {
  const { mutualTlsAuthentication, endpointConfiguration } = domain?.inputs ?? {};
  return [
    "TLS",
    ...(mutualTlsAuthentication === undefined ? [] : ["the certificates of callers"]),
    ...(text(properties(endpointConfiguration)["types"]) === "PRIVATE" ? ["its policy for VPC endpoints"] : []),
  ];
}
