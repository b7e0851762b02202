/**
 * Resources that the components make, as the upstream provider has them: each argument with a value, and another one that it may change to.
 * Names: https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
export interface Sample {
  /** By upstream's name of the resource. */
  readonly terraform: string;
  /** What cannot be left out. */
  readonly required: Arguments;
  /** What can. */
  readonly optional: Arguments;
  /** Members of blocks that can be left out by themselves, `block.member`. */
  readonly nested?: readonly string[];
}

type Arguments = Readonly<Record<string, readonly [value: unknown, other: unknown]>>;

const ARN = "arn:aws:iam::123456789012:role/r";
const OTHER_ARN = "arn:aws:iam::123456789012:role/s";
const FN = "arn:aws:lambda:us-east-1:123456789012:function:f";
const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";
const POLICY = policy("203.0.113.0/24");
const TAGS = [{ a: "b" }, { a: "c" }] as const;
const SETTINGS = {
  cache_data_encrypted: true,
  cache_ttl_in_seconds: 60,
  caching_enabled: true,
  data_trace_enabled: true,
  logging_level: "INFO",
  metrics_enabled: true,
  require_authorization_for_cache_control: false,
  throttling_burst_limit: 5,
  throttling_rate_limit: 5,
  unauthorized_cache_control_header_strategy: "FAIL_WITH_403",
};

export const SAMPLES: Readonly<Record<string, Sample>> = {
  "aws:acm/certificate:Certificate": {
    terraform: "aws_acm_certificate",
    required: { domain_name: ["a.example.com", "b.example.com"], validation_method: ["DNS", "EMAIL"] },
    optional: { tags: TAGS },
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    terraform: "aws_acm_certificate_validation",
    required: { certificate_arn: [CERTIFICATE, CERTIFICATE.replace("12345678-", "22345678-")] },
    optional: { validation_record_fqdns: [["a"], ["b"]] },
  },
  "aws:apigateway/account:Account": {
    terraform: "aws_api_gateway_account",
    required: {},
    optional: { cloudwatch_role_arn: [ARN, OTHER_ARN] },
  },
  "aws:apigateway/apiKey:ApiKey": {
    terraform: "aws_api_gateway_api_key",
    required: { name: ["k", "l"] },
    optional: { description: ["d", "e"], enabled: [false, true], value: ["12345678901234567890", "22345678901234567890"], tags: TAGS },
  },
  "aws:apigateway/basePathMapping:BasePathMapping": {
    terraform: "aws_api_gateway_base_path_mapping",
    required: { api_id: ["a", "b"], domain_name: ["a.example.com", "b.example.com"] },
    optional: { base_path: ["a", "b"], stage_name: ["dev", "prod"], domain_name_id: ["a", "b"] },
  },
  "aws:apigateway/clientCertificate:ClientCertificate": {
    terraform: "aws_api_gateway_client_certificate",
    required: {},
    optional: { description: ["d", "e"], tags: TAGS },
  },
  "aws:apigateway/deployment:Deployment": {
    terraform: "aws_api_gateway_deployment",
    required: { rest_api_id: ["a", "b"] },
    optional: { description: ["d", "e"], triggers: [{ a: "b" }, { a: "c" }], variables: [{ a: "b" }, { a: "c" }] },
  },
  "aws:apigateway/documentationVersion:DocumentationVersion": {
    terraform: "aws_api_gateway_documentation_version",
    required: { rest_api_id: ["a", "b"], version: ["1", "2"] },
    optional: { description: ["d", "e"] },
  },
  "aws:apigateway/domainName:DomainName": {
    terraform: "aws_api_gateway_domain_name",
    required: { domain_name: ["a.example.com", "b.example.com"] },
    optional: {
      endpoint_configuration: [
        [{ types: ["REGIONAL"], ip_address_type: "dualstack" }],
        [{ types: ["EDGE"], ip_address_type: "dualstack" }],
      ],
      regional_certificate_arn: [CERTIFICATE, CERTIFICATE.replace("12345678-", "22345678-")],
      security_policy: ["TLS_1_0", "TLS_1_2"],
      ownership_verification_certificate_arn: [CERTIFICATE, CERTIFICATE.replace("12345678-", "22345678-")],
      mutual_tls_authentication: [[{ truststore_uri: "s3://a/b" }], [{ truststore_uri: "s3://a/c" }]],
      policy: [POLICY, policy("203.0.114.0/24")],
      tags: TAGS,
    },
    nested: ["endpoint_configuration.ip_address_type"],
  },
  "aws:apigateway/domainNameAccessAssociation:DomainNameAccessAssociation": {
    terraform: "aws_api_gateway_domain_name_access_association",
    required: {
      access_association_source: ["vpce-1", "vpce-2"],
      access_association_source_type: ["VPCE", "VPCE"],
      domain_name_arn: [
        "arn:aws:apigateway:us-east-1::/domainnames/a.example.com+a",
        "arn:aws:apigateway:us-east-1::/domainnames/b.example.com+b",
      ],
    },
    optional: { tags: TAGS },
  },
  "aws:apigateway/methodSettings:MethodSettings": {
    terraform: "aws_api_gateway_method_settings",
    required: {
      rest_api_id: ["a", "b"],
      stage_name: ["dev", "prod"],
      method_path: ["*/*", "a/GET"],
      settings: [[SETTINGS], [{ ...SETTINGS, logging_level: "ERROR" }]],
    },
    optional: {},
    nested: Object.keys(SETTINGS).map((name) => `settings.${name}`),
  },
  "aws:apigateway/restApi:RestApi": {
    terraform: "aws_api_gateway_rest_api",
    required: { name: ["a", "b"] },
    optional: {
      api_key_source: ["AUTHORIZER", "HEADER"],
      binary_media_types: [["image/png"], ["image/jpeg"]],
      body: ['{"a":"b"}', '{"a":"c"}'],
      description: ["d", "e"],
      disable_execute_api_endpoint: [true, false],
      endpoint_configuration: [
        [{ types: ["PRIVATE"], ip_address_type: "dualstack", vpc_endpoint_ids: ["vpce-1"] }],
        [{ types: ["PRIVATE"], ip_address_type: "dualstack", vpc_endpoint_ids: ["vpce-2"] }],
      ],
      minimum_compression_size: ["1024", "0"],
      policy: [POLICY, policy("203.0.114.0/24")],
      tags: TAGS,
    },
    nested: ["endpoint_configuration.ip_address_type", "endpoint_configuration.vpc_endpoint_ids"],
  },
  "aws:apigateway/restApiPolicy:RestApiPolicy": {
    terraform: "aws_api_gateway_rest_api_policy",
    required: { rest_api_id: ["a", "b"], policy: [POLICY, policy("203.0.114.0/24")] },
    optional: {},
  },
  "aws:apigateway/stage:Stage": {
    terraform: "aws_api_gateway_stage",
    required: { rest_api_id: ["a", "b"], stage_name: ["dev", "prod"], deployment_id: ["a", "b"] },
    optional: {
      access_log_settings: [[{ destination_arn: ARN, format: "a" }], [{ destination_arn: ARN, format: "b" }]],
      cache_cluster_enabled: [true, false],
      cache_cluster_size: ["0.5", "1.6"],
      canary_settings: [[{ deployment_id: "a", percent_traffic: 5, stage_variable_overrides: { a: "b" } }], [{ deployment_id: "b" }]],
      client_certificate_id: ["a", "b"],
      description: ["d", "e"],
      documentation_version: ["1", "2"],
      variables: [{ a: "b" }, { a: "c" }],
      xray_tracing_enabled: [true, false],
      tags: TAGS,
    },
    nested: ["canary_settings.percent_traffic", "canary_settings.stage_variable_overrides"],
  },
  "aws:apigateway/usagePlan:UsagePlan": {
    terraform: "aws_api_gateway_usage_plan",
    required: { name: ["a", "b"] },
    optional: {
      api_stages: [
        [{ api_id: "a", stage: "dev", throttle: [{ path: "//GET", burst_limit: 1, rate_limit: 1 }] }],
        [{ api_id: "a", stage: "prod" }],
      ],
      description: ["d", "e"],
      quota_settings: [[{ limit: 5, period: "DAY" }], [{ limit: 6, period: "DAY" }]],
      throttle_settings: [[{ burst_limit: 5, rate_limit: 5 }], [{ burst_limit: 6, rate_limit: 5 }]],
      tags: TAGS,
    },
  },
  "aws:apigateway/usagePlanKey:UsagePlanKey": {
    terraform: "aws_api_gateway_usage_plan_key",
    required: { key_id: ["a", "b"], key_type: ["API_KEY", "API_KEY"], usage_plan_id: ["a", "b"] },
    optional: {},
  },
  "aws:apigatewayv2/apiMapping:ApiMapping": {
    terraform: "aws_apigatewayv2_api_mapping",
    required: { api_id: ["a", "b"], domain_name: ["a.example.com", "b.example.com"], stage: ["dev", "prod"] },
    optional: { api_mapping_key: ["a/b", "a/c"] },
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    terraform: "aws_cloudwatch_dashboard",
    required: { dashboard_name: ["a", "b"], dashboard_body: ['{"widgets":[]}', '{"widgets":[],"start":"-P1D"}'] },
    optional: {},
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    terraform: "aws_cloudwatch_log_group",
    required: { name: ["a", "b"] },
    optional: { retention_in_days: [7, 30], tags: TAGS },
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    terraform: "aws_cloudwatch_log_metric_filter",
    required: {
      name: ["a", "b"],
      log_group_name: ["a", "b"],
      pattern: ["a", "b"],
      metric_transformation: [[{ name: "a", namespace: "b", value: "1" }], [{ name: "a", namespace: "b", value: "2" }]],
    },
    optional: {},
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    terraform: "aws_cloudwatch_metric_alarm",
    required: {
      alarm_name: ["a", "b"],
      comparison_operator: ["GreaterThanThreshold", "LessThanThreshold"],
      evaluation_periods: [1, 2],
      metric_query: [
        [{ id: "a", return_data: true, metric: [{ metric_name: "a", namespace: "b", period: 60, stat: "Sum" }] }],
        [{ id: "a", return_data: true, metric: [{ metric_name: "b", namespace: "b", period: 60, stat: "Sum" }] }],
      ],
    },
    optional: {
      alarm_actions: [[ARN], [OTHER_ARN]],
      alarm_description: ["a", "b"],
      datapoints_to_alarm: [1, 2],
      ok_actions: [[ARN], [OTHER_ARN]],
      threshold: [1, 2],
      treat_missing_data: ["notBreaching", "breaching"],
      tags: TAGS,
    },
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    terraform: "aws_security_group",
    required: {},
    optional: {
      description: ["a", "b"],
      egress: [[rule("10.0.0.0/8")], [rule("10.1.0.0/16")]],
      ingress: [[rule("10.0.0.0/8")], [rule("10.1.0.0/16")]],
      vpc_id: ["vpc-1", "vpc-2"],
      tags: TAGS,
    },
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    terraform: "aws_vpc_endpoint",
    required: { vpc_id: ["vpc-1", "vpc-2"] },
    optional: {
      ip_address_type: ["dualstack", "ipv4"],
      policy: [POLICY, policy("203.0.114.0/24")],
      private_dns_enabled: [true, false],
      security_group_ids: [["sg-1"], ["sg-2"]],
      service_name: ["com.amazonaws.us-east-1.execute-api", "com.amazonaws.us-east-2.execute-api"],
      subnet_ids: [["subnet-1"], ["subnet-2"]],
      tags: TAGS,
      vpc_endpoint_type: ["Interface", "Gateway"],
    },
  },
  "aws:iam/role:Role": {
    terraform: "aws_iam_role",
    required: { assume_role_policy: [POLICY, policy("203.0.114.0/24")] },
    optional: { name: ["a", "b"], path: ["/a/", "/b/"], tags: TAGS },
  },
  "aws:iam/rolePolicy:RolePolicy": {
    terraform: "aws_iam_role_policy",
    required: { role: ["a", "b"], policy: [POLICY, policy("203.0.114.0/24")] },
    optional: { name: ["a", "b"] },
  },
  "aws:lambda/alias:Alias": {
    terraform: "aws_lambda_alias",
    required: { name: ["a", "b"], function_name: [FN, `${FN}2`], function_version: ["1", "2"] },
    optional: { description: ["a", "b"] },
  },
  "aws:lambda/function:Function": {
    terraform: "aws_lambda_function",
    required: {
      function_name: ["a", "b"],
      image_uri: ["a", "b"],
      role: [ARN, OTHER_ARN],
      handler: ["a.b", "a.c"],
      runtime: ["nodejs20.x", "nodejs22.x"],
    },
    optional: {
      architectures: [["x86_64"], ["arm64"]],
      dead_letter_config: [[{ target_arn: ARN }], [{ target_arn: OTHER_ARN }]],
      description: ["a", "b"],
      environment: [[{ variables: { a: "b" } }], [{ variables: { a: "c" } }]],
      ephemeral_storage: [[{ size: 1024 }], [{ size: 2048 }]],
      image_config: [[{ command: ["a"] }], [{ command: ["b"] }]],
      kms_key_arn: [ARN, OTHER_ARN],
      layers: [[`${FN}:1`], [`${FN}:2`]],
      logging_config: [[{ log_format: "Text", log_group: "a" }], [{ log_format: "Text", log_group: "b" }]],
      memory_size: [256, 512],
      package_type: ["Image", "Zip"],
      publish: [true, false],
      reserved_concurrent_executions: [5, 6],
      timeout: [10, 20],
      tracing_config: [[{ mode: "Active" }], [{ mode: "PassThrough" }]],
      vpc_config: [
        [{ subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] }],
        [{ subnet_ids: ["subnet-2"], security_group_ids: ["sg-1"] }],
      ],
      tags: TAGS,
    },
    nested: ["logging_config.log_group"],
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
    terraform: "aws_lambda_function_event_invoke_config",
    required: { function_name: [FN, `${FN}2`] },
    optional: {
      destination_config: [[{ on_failure: [{ destination: ARN }] }], [{ on_failure: [{ destination: OTHER_ARN }] }]],
      maximum_event_age_in_seconds: [60, 61],
      maximum_retry_attempts: [0, 1],
      qualifier: ["a", "b"],
    },
  },
  "aws:lambda/permission:Permission": {
    terraform: "aws_lambda_permission",
    required: {
      action: ["lambda:InvokeFunction", "lambda:*"],
      function_name: [FN, `${FN}2`],
      principal: ["apigateway.amazonaws.com", "s3.amazonaws.com"],
    },
    optional: { qualifier: ["a", "b"], source_arn: [ARN, OTHER_ARN], statement_id: ["a", "b"] },
  },
  "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": {
    terraform: "aws_lambda_provisioned_concurrency_config",
    required: { function_name: ["a", "b"], qualifier: ["a", "b"], provisioned_concurrent_executions: [1, 2] },
    optional: {},
  },
  "aws:route53/record:Record": {
    terraform: "aws_route53_record",
    required: {
      zone_id: ["a", "b"],
      name: ["a", "b"],
      type: ["A", "AAAA"],
      alias: [[{ name: "a", zone_id: "b", evaluate_target_health: false }], [{ name: "c", zone_id: "b", evaluate_target_health: false }]],
    },
    optional: { allow_overwrite: [true, false] },
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    terraform: "aws_wafv2_web_acl_association",
    required: { resource_arn: [ARN, OTHER_ARN], web_acl_arn: [ARN, OTHER_ARN] },
    optional: {},
  },
};

function policy(ipRange: string): string {
  const condition = { IpAddress: { "aws:SourceIp": ipRange } };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*", Condition: condition }],
  });
}

function rule(cidrBlock: string): object {
  const none = { description: "", ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false };
  return { ...none, protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: [cidrBlock] };
}
