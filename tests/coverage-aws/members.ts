/**
 * What of the API models of API Gateway and Lambda the components say, and by which argument; and what they leave out, each with its
 * reason.
 */

interface Decisions {
  /** Members by the argument that says them. */
  readonly said: Readonly<Record<string, string>>;
  /** Members that no argument says. */
  readonly left: Readonly<Record<string, string>>;
}

const ID = "the component fills it in";
const TRANSFORM = "by `transform`";
const CERTIFICATES = "certificates are ACM's";

/** Of API Gateway, by structure. */
export const API_GATEWAY: Readonly<Record<string, Decisions>> = {
  CreateRestApiRequest: {
    said: {
      name: "apiName",
      description: "description",
      version: "version",
      binaryMediaTypes: "binaryMediaTypes",
      minimumCompressionSize: "minimumCompressionSize",
      apiKeySource: "apiKeySource",
      endpointConfiguration: "endpointType, ipAddressType, vpcEndpoints",
      policy: "policy",
      tags: "tags",
      disableExecuteApiEndpoint: "disableExecuteApiEndpoint",
      securityPolicy: "securityPolicy",
      endpointAccessMode: "endpointAccessMode",
    },
    left: { cloneFrom: "the document is the API" },
  },
  EndpointConfiguration: { said: { types: "endpointType", ipAddressType: "ipAddressType", vpcEndpointIds: "vpcEndpoints" }, left: {} },
  PutMethodRequest: {
    said: {
      httpMethod: "the route's key",
      authorizationType: "authorization",
      authorizerId: "authorization.authorizer",
      apiKeyRequired: "apiKeyRequired",
      operationName: "operationName",
      requestParameters: "parameters",
      requestModels: "body",
      requestValidatorId: "validate",
      authorizationScopes: "authorization.scopes",
    },
    left: { restApiId: ID, resourceId: ID },
  },
  PutIntegrationRequest: {
    said: {
      type: "type",
      integrationHttpMethod: "httpMethod",
      uri: "uri, function, service",
      connectionType: "connectionId",
      connectionId: "connectionId",
      credentials: "credentials",
      requestParameters: "requestParameters",
      requestTemplates: "requestTemplates, request",
      passthroughBehavior: "passthroughBehavior",
      cacheNamespace: "cacheNamespace",
      cacheKeyParameters: "cacheKeyParameters",
      contentHandling: "contentHandling",
      timeoutInMillis: "timeoutInMillis",
      tlsConfig: "insecureSkipVerification",
      responseTransferMode: "responseTransferMode",
      integrationTarget: "integrationTarget",
    },
    left: { restApiId: ID, resourceId: ID, httpMethod: ID },
  },
  TlsConfig: { said: { insecureSkipVerification: "insecureSkipVerification" }, left: {} },
  PutIntegrationResponseRequest: {
    said: {
      statusCode: "responses.statusCode",
      selectionPattern: "responses.selectionPattern",
      responseParameters: "responses.responseParameters",
      responseTemplates: "responses.responseTemplates, responses.body",
      contentHandling: "responses.contentHandling",
    },
    left: { restApiId: ID, resourceId: ID, httpMethod: ID },
  },
  CreateAuthorizerRequest: {
    said: {
      name: "the authorizer's name",
      type: "type",
      providerARNs: "providerArns",
      authorizerUri: "function",
      authorizerCredentials: "authorizerCredentials",
      identitySource: "identitySource",
      identityValidationExpression: "identityValidationExpression",
      authorizerResultTtlInSeconds: "authorizerResultTtlInSeconds",
    },
    left: { restApiId: ID, authType: "a remark for importers and exporters, without effect" },
  },
  PutGatewayResponseRequest: {
    said: {
      responseType: "the response's type",
      statusCode: "statusCode",
      responseParameters: "headers",
      responseTemplates: "responseTemplates",
    },
    left: { restApiId: ID },
  },
  CreateStageRequest: {
    said: {
      stageName: "the stage's name",
      deploymentId: "deploymentId",
      description: "description",
      cacheClusterEnabled: "cache",
      cacheClusterSize: "cache.clusterSize",
      variables: "variables",
      documentationVersion: "documentationVersion",
      canarySettings: "canary",
      tracingEnabled: "tracing",
      tags: "tags",
    },
    left: { restApiId: ID },
  },
  MethodSetting: {
    said: {
      metricsEnabled: "metrics",
      loggingLevel: "loggingLevel",
      dataTraceEnabled: "dataTrace",
      throttlingBurstLimit: "throttle.burst",
      throttlingRateLimit: "throttle.rate",
      cachingEnabled: "cache",
      cacheTtlInSeconds: "cache.ttlSeconds",
      cacheDataEncrypted: "cache.encrypted",
      requireAuthorizationForCacheControl: "cache.requireAuthorizationForCacheControl",
      unauthorizedCacheControlHeaderStrategy: "cache.unauthorizedCacheControlHeaderStrategy",
    },
    left: {},
  },
  CanarySettings: {
    said: {
      percentTraffic: "canary.percentTraffic",
      deploymentId: "canary.deploymentId",
      stageVariableOverrides: "canary.stageVariableOverrides",
      useStageCache: "canary.useStageCache",
    },
    left: {},
  },
  CreateUsagePlanRequest: {
    said: {
      name: "the plan's name",
      description: "description",
      apiStages: "stages, methodThrottle",
      throttle: "throttle",
      quota: "quota",
      tags: "tags",
    },
    left: {},
  },
  CreateApiKeyRequest: {
    said: { name: "the key's name", description: "description", enabled: "enabled", value: "value", tags: "tags" },
    left: { generateDistinctId: "each key has an id of its own", stageKeys: "usage plans have taken its place", customerId: TRANSFORM },
  },
  CreateDomainNameRequest: {
    said: {
      domainName: "domainName",
      certificateArn: "certificateArn",
      regionalCertificateArn: "certificateArn",
      endpointConfiguration: "endpointType, ipAddressType",
      tags: "tags",
      securityPolicy: "securityPolicy",
      endpointAccessMode: "endpointAccessMode",
      mutualTlsAuthentication: "mutualTls",
      ownershipVerificationCertificateArn: "mutualTls.ownershipVerificationCertificateArn",
      policy: "policy",
      routingMode: "routingMode",
    },
    left: {
      certificateName: CERTIFICATES,
      certificateBody: CERTIFICATES,
      certificatePrivateKey: CERTIFICATES,
      certificateChain: CERTIFICATES,
      regionalCertificateName: CERTIFICATES,
    },
  },
};

const MANAGED = "of functions on instances that the account manages, which answer no API";
const FUNCTION: Pick<Decisions, "left"> = { left: { FunctionName: ID } };

/** Of Lambda, by structure. */
export const LAMBDA: Readonly<Record<string, Decisions>> = {
  CreateFunctionRequest: {
    said: {
      FunctionName: "the component's name",
      Role: "policy",
      Code: "entry, code, inline, image",
      Runtime: "runtime",
      Handler: "handler",
      Description: "description",
      Timeout: "timeout",
      MemorySize: "memorySize",
      Publish: "publish",
      VpcConfig: "vpc",
      PackageType: "image",
      DeadLetterConfig: "asynchronous.deadLetterTarget",
      Environment: "environment",
      KMSKeyArn: "kmsKeyArn",
      TracingConfig: "tracing",
      Tags: "tags",
      Layers: "layers",
      ImageConfig: "imageConfig",
      Architectures: "architecture",
      EphemeralStorage: "ephemeralStorage",
      SnapStart: "snapStart",
      LoggingConfig: "logRetentionInDays",
      TenancyConfig: "tenantIsolation",
      DurableConfig: "durable",
    },
    left: {
      PublishTo: MANAGED,
      CapacityProviderConfig: MANAGED,
      FileSystemConfigs: TRANSFORM,
      CodeSigningConfigArn: TRANSFORM,
    },
  },
  FunctionCode: {
    said: { ZipFile: "entry, code, inline", S3Bucket: "code", S3Key: "code", S3ObjectVersion: "code", ImageUri: "image" },
    left: { S3ObjectStorageMode: "the function keeps a copy of its code", SourceKMSKeyArn: TRANSFORM },
  },
  VpcConfig: {
    said: { SubnetIds: "vpc.subnetIds", SecurityGroupIds: "vpc.securityGroupIds" },
    left: { Ipv6AllowedForDualStack: TRANSFORM },
  },
  LoggingConfig: {
    said: { LogGroup: "the function's own group" },
    left: {
      LogFormat: "Text, as the code writes it; JSON by `transform`",
      ApplicationLogLevel: "of JSON alone",
      SystemLogLevel: "of JSON alone",
    },
  },
  EphemeralStorage: { said: { Size: "ephemeralStorage" }, left: {} },
  SnapStart: { said: { ApplyOn: "snapStart" }, left: {} },
  TenancyConfig: { said: { TenantIsolationMode: "tenantIsolation" }, left: {} },
  DurableConfig: {
    said: { RetentionPeriodInDays: "durable.retentionPeriod", ExecutionTimeout: "durable.executionTimeout" },
    left: { KMSKeyArn: "the AWS provider has no argument for it" },
  },
  ImageConfig: { said: { EntryPoint: "imageConfig", Command: "imageConfig", WorkingDirectory: "imageConfig" }, left: {} },
  CreateAliasRequest: {
    said: {
      Name: "the alias's name",
      FunctionVersion: "aliases.functionVersion",
      Description: "aliases.description",
      RoutingConfig: "aliases.traffic",
    },
    ...FUNCTION,
  },
  PutFunctionEventInvokeConfigRequest: {
    said: {
      MaximumRetryAttempts: "asynchronous.maximumRetryAttempts",
      MaximumEventAgeInSeconds: "asynchronous.maximumEventAgeInSeconds",
      DestinationConfig: "asynchronous.onFailure, asynchronous.onSuccess",
    },
    left: { FunctionName: ID, Qualifier: ID },
  },
  PutProvisionedConcurrencyConfigRequest: {
    said: { ProvisionedConcurrentExecutions: "aliases.provisionedConcurrentExecutions" },
    left: { FunctionName: ID, Qualifier: ID },
  },
  PutFunctionConcurrencyRequest: { said: { ReservedConcurrentExecutions: "reservedConcurrentExecutions" }, ...FUNCTION },
  AddPermissionRequest: {
    said: {},
    left: {
      FunctionName: ID,
      Qualifier: ID,
      StatementId: ID,
      Action: ID,
      Principal: ID,
      SourceArn: ID,
      SourceAccount: "the source ARN has the account",
      RevisionId: "permissions are made side by side",
      FunctionUrlAuthType: "of function urls",
      InvokedViaFunctionUrl: "of function urls",
      EventSourceToken: "of Alexa skills",
      PrincipalOrgID: "API Gateway is a service, of no organization",
    },
  },
};
