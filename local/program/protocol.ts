import type { ServiceDefinition } from "@grpc/grpc-js";
import { parse, Type } from "protobufjs";
import { fromStruct, toStruct } from "./struct";

/**
 * What of Pulumi's protocol is spoken here; what is not named is skipped when it is read, so that newer SDKs are understood.
 * https://github.com/pulumi/pulumi/tree/master/proto/pulumi
 */
const PROTOCOL = `
syntax = "proto3";
package pulumirpc;

message Empty {}
message Struct { map<string, Value> fields = 1; }
message Value {
  oneof kind { int32 nullValue = 1; double numberValue = 2; string stringValue = 3; bool boolValue = 4; Struct structValue = 5; ListValue listValue = 6; }
}
message ListValue { repeated Value values = 1; }
message Urns { repeated string urns = 1; }

service ResourceMonitor {
  rpc SupportsFeature(SupportsFeatureRequest) returns (SupportsFeatureResponse);
  rpc Invoke(ResourceInvokeRequest) returns (InvokeResponse);
  rpc Call(ResourceCallRequest) returns (CallResponse);
  rpc ReadResource(ReadResourceRequest) returns (ReadResourceResponse);
  rpc RegisterResource(RegisterResourceRequest) returns (RegisterResourceResponse);
  rpc RegisterResourceOutputs(RegisterResourceOutputsRequest) returns (Empty);
  rpc RegisterStackTransform(Callback) returns (Empty);
  rpc RegisterStackInvokeTransform(Callback) returns (Empty);
  rpc RegisterResourceHook(RegisterResourceHookRequest) returns (Empty);
  rpc RegisterErrorHook(Empty) returns (Empty);
  rpc RegisterPackage(RegisterPackageRequest) returns (RegisterPackageResponse);
  rpc SignalAndWaitForShutdown(Empty) returns (Empty);
}
message SupportsFeatureRequest { string id = 1; }
message SupportsFeatureResponse { bool hasSupport = 1; }
message ResourceInvokeRequest { string tok = 1; Struct args = 2; string provider = 3; }
message InvokeResponse { Struct return = 1; repeated CheckFailure failures = 2; }
message CheckFailure { string property = 1; string reason = 2; }
message ResourceCallRequest { string tok = 1; Struct args = 2; string provider = 4; }
message CallResponse { Struct return = 1; repeated CheckFailure failures = 3; }
message ReadResourceRequest { string id = 1; string type = 2; string name = 3; string parent = 4; Struct properties = 5; string provider = 7; }
message ReadResourceResponse { string urn = 1; Struct properties = 2; }
message RegisterResourceRequest {
  string type = 1; string name = 2; string parent = 3; bool custom = 4; Struct object = 5; bool protect = 6; repeated string dependencies = 7;
  string provider = 8; map<string, Urns> propertyDependencies = 9; string version = 11; repeated string ignoreChanges = 12; string importId = 16;
  bool remote = 20; map<string, string> providers = 22; repeated Callback transforms = 31;
  ResourceHooks hooks = 34;
}
message ResourceHooks { repeated string beforeCreate = 1; repeated string afterCreate = 2; }
message RegisterResourceResponse { string urn = 1; string id = 2; Struct object = 3; map<string, Urns> propertyDependencies = 6; int32 result = 7; }
message RegisterResourceOutputsRequest { string urn = 1; Struct outputs = 2; }
message RegisterPackageRequest { string name = 1; string version = 2; }
message RegisterPackageResponse { string ref = 1; }

service Engine {
  rpc Log(LogRequest) returns (Empty);
  rpc GetRootResource(Empty) returns (RootResource);
  rpc SetRootResource(RootResource) returns (Empty);
  rpc RequirePulumiVersion(Empty) returns (Empty);
  rpc StartDebugging(Empty) returns (Empty);
}
message LogRequest { int32 severity = 1; string message = 2; string urn = 3; bool ephemeral = 5; }
message RootResource { string urn = 1; }

message RegisterResourceHookRequest { string name = 1; Callback callback = 2; bool onDryRun = 3; bool ignoreErrors = 4; }
message ResourceHookRequest { string urn = 1; string id = 2; string name = 3; string type = 4; Struct newInputs = 5; Struct newOutputs = 7; }
message ResourceHookResponse { string error = 1; }

message Callback { string target = 1; string token = 2; }

service Callbacks { rpc Invoke(CallbackInvokeRequest) returns (CallbackInvokeResponse); }
message CallbackInvokeRequest { string token = 1; bytes request = 2; }
message CallbackInvokeResponse { bytes response = 1; }
message TransformRequest {
  string type = 1; string name = 2; bool custom = 3; string parent = 4; Struct properties = 5; TransformResourceOptions options = 6;
}
message TransformResponse { Struct properties = 1; TransformResourceOptions options = 2; }
message TransformResourceOptions {
  repeated string dependencies = 1; bool protect = 2; repeated string ignoreChanges = 3; string version = 5; string provider = 7;
  map<string, string> providers = 14; string importId = 17;
}
message TransformInvokeRequest { string tok = 1; Struct args = 2; TransformInvokeOptions options = 3; }
message TransformInvokeResponse { Struct args = 1; TransformInvokeOptions options = 2; }
message TransformInvokeOptions { string provider = 1; string version = 3; }

service ResourceProvider { rpc GetSchema(GetSchemaRequest) returns (GetSchemaResponse); rpc GetPluginInfo(Empty) returns (PluginInfo); }
message GetSchemaRequest { int32 version = 1; }
message GetSchemaResponse { string schema = 1; }
message PluginInfo { string version = 1; }

service LanguageRuntime { rpc Run(RunRequest) returns (RunResponse); }
message RunRequest {
  string project = 1; string stack = 2; string pwd = 3; string program = 4; repeated string args = 5; map<string, string> config = 6; bool dryRun = 7;
  int32 parallel = 8; string monitorAddress = 9; repeated string configSecretKeys = 11; string organization = 12; Struct configPropertyMap = 13;
  ProgramInfo info = 14; string loaderTarget = 15;
}
message ProgramInfo { string rootDirectory = 1; string programDirectory = 2; string entryPoint = 3; Struct options = 4; }
message RunResponse { string error = 1; bool bail = 2; }
`;

const { root } = parse(PROTOCOL);

/** How one of the services is called, with plain objects for its messages and plain data for their structs. */
export function serviceDefinition(
  name: "Callbacks" | "ResourceMonitor" | "Engine" | "LanguageRuntime" | "ResourceProvider",
): ServiceDefinition {
  const { methodsArray } = root.lookupService(name);
  return Object.fromEntries(
    methodsArray.map(({ name: method, requestType, responseType }) => {
      const [request, response] = [codec(requestType), codec(responseType)];
      return [
        method,
        {
          path: `/pulumirpc.${name}/${method}`,
          requestStream: false,
          responseStream: false,
          requestSerialize: request.encode,
          requestDeserialize: request.decode,
          responseSerialize: response.encode,
          responseDeserialize: response.decode,
        },
      ];
    }),
  );
}

export interface Codec {
  encode(value: object): Buffer;
  decode(bytes: Uint8Array): object;
}

/** How a message is written and read, with plain data for its structs. */
export function codec(message: string): Codec {
  const type = root.lookupType(message);
  const structs = structFields(type);
  return {
    encode: (value) => Buffer.from(type.encode(type.fromObject(withStructs(value, type))).finish()),
    decode(bytes) {
      const read = type.toObject(type.decode(bytes), { defaults: true, longs: Number });
      for (const name of structs) read[name] = fromStruct(read[name]);
      return read;
    },
  };
}

function withStructs(value: object, type: Type): object {
  const members = Object.entries(value).map(([name, member]) => {
    const field = type.fields[name]?.resolve();
    if (field?.type === "Struct" && !field.map) return [name, toStruct(member)] as const;
    return [
      name,
      field?.resolvedType instanceof Type && !field.map && !field.repeated ? withStructs(Object(member), field.resolvedType) : member,
    ] as const;
  });
  return Object.fromEntries(members);
}

function structFields(type: Type): Set<string> {
  return new Set(type.fieldsArray.filter((field) => field.type === "Struct").map(({ name }) => name));
}
