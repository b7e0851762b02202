const UNSAID = "the library has no word for it; who sets it by a transform sets it back by one";
const NAMED = "made up by Pulumi";

/**
 * What becomes of each argument that the upstream provider keeps when it is no longer given (`kept` or `computed` in `observed.json`):
 * `sent`, always, as AWS's own default where the author gives none; or why not.
 */
export const DECISIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws:apigateway/apiKey:ApiKey": {
    value: "a key that callers have stays theirs when the program no longer says it; AWS makes one only with the key itself",
  },
  "aws:apigateway/domainName:DomainName": {
    endpoint_configuration: "sent",
    "endpoint_configuration.ip_address_type": "sent",
    ownership_verification_certificate_arn:
      "there is no ARN that means none; without mutual TLS, which goes when it is no longer given, it counts for nothing",
    security_policy: "sent",
  },
  "aws:apigateway/methodSettings:MethodSettings": {
    "settings.cache_data_encrypted": "sent where something is cached, and counts for nothing elsewhere",
    "settings.cache_ttl_in_seconds": "sent where something is cached, and counts for nothing elsewhere",
    "settings.caching_enabled": "sent",
    "settings.data_trace_enabled": "sent",
    "settings.logging_level": "sent",
    "settings.metrics_enabled": "sent",
    "settings.require_authorization_for_cache_control": UNSAID,
    "settings.unauthorized_cache_control_header_strategy": UNSAID,
  },
  "aws:apigateway/restApi:RestApi": {
    api_key_source: "sent",
    binary_media_types: "sent",
    description: "sent",
    disable_execute_api_endpoint: "sent",
    endpoint_configuration: "sent",
    "endpoint_configuration.ip_address_type": "sent",
    "endpoint_configuration.vpc_endpoint_ids": "the provider refuses an empty list (MinItems 1): the last one is taken away by hand",
    minimum_compression_size: "sent",
    policy: "never sent: it is in the document, and a RestApiPolicy besides",
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    name: NAMED,
    name_prefix: NAMED,
    egress: "sent",
    ingress: "sent",
    vpc_id: "sent",
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    route_table_ids: "is for gateway endpoints",
    service_region: UNSAID,
    "dns_options.dns_record_ip_type": UNSAID,
    ip_address_type: UNSAID,
    policy: UNSAID,
    private_dns_enabled: "sent",
    security_group_ids: "sent",
    subnet_ids: "sent",
  },
  "aws:iam/role:Role": {
    managed_policy_arns: UNSAID,
    name_prefix: NAMED,
    name: NAMED,
  },
  "aws:iam/rolePolicy:RolePolicy": {
    name_prefix: NAMED,
    name: NAMED,
  },
  "aws:lambda/function:Function": {
    source_code_hash: "the provider makes it of the code",
    "ephemeral_storage.size": "sent",
    architectures: "sent",
    ephemeral_storage: "sent",
    logging_config: "sent",
    "logging_config.log_group": "sent",
    tracing_config: "sent",
  },
  "aws:lambda/permission:Permission": {
    statement_id_prefix: NAMED,
    statement_id: "sent",
  },
  "aws:route53/record:Record": { allow_overwrite: "says how a record is made, and nothing of the record" },
  "aws:acm/certificate:Certificate": {
    domain_name: "sent",
    validation_method: "sent",
    key_algorithm: UNSAID,
    subject_alternative_names: UNSAID,
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    name: NAMED,
    name_prefix: NAMED,
    log_group_class: UNSAID,
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    evaluate_low_sample_count_percentiles: UNSAID,
  },
};
