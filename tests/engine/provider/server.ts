import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  type CheckRequest,
  CheckResponse,
  ConfigureResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  DiffResponse,
  GetSchemaResponse,
  type InvokeRequest,
  InvokeResponse,
  PropertyDiff,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Account } from "./account";
import { callFunction } from "./functions";
import { kindOf } from "./kinds/index";
import { type Difference, differences, isNameInTheWay, named, plannedCreate, plannedUpdate, withoutDefaults } from "./plan";
import type { Properties } from "./properties";
import { SCHEMA } from "./schema";

/** The provider of package `aws` for an account in memory, on a port of this machine. */
export interface Provider {
  /** What `PULUMI_DEBUG_PROVIDERS` asks for. */
  readonly address: string;
  close(): void;
}

/**
 * Serves an account by the engine's own protocol: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 *
 * As the real provider it says that it takes neither secrets nor outputs, so that the engine opens them before it calls and marks what
 * comes back:
 * https://github.com/pulumi/pulumi-terraform-bridge, Configure.
 */
export async function serveProvider(account: Account): Promise<Provider> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  server.addService(ResourceProviderService, {
    attach: answer(() => new Empty()),
    getPluginInfo: answer(() => new PluginInfo().setVersion("7.48.0")),
    getSchema: answer(() => new GetSchemaResponse().setSchema(JSON.stringify(SCHEMA))),
    cancel: answer(() => new Empty()),
    checkConfig: answer((request: CheckRequest) => new CheckResponse().setInputs(request.getNews())),
    diffConfig: answer(() => new DiffResponse()),
    configure: answer(() => new ConfigureResponse().setSupportspreview(true)),
    check: answer((request: CheckRequest) => check(account, request)),
    diff: answer(diff),
    create: answer((request: CreateRequest) => create(account, request)),
    read: answer((request: ReadRequest) =>
      new ReadResponse().setId(request.getId()).setProperties(request.getProperties()).setInputs(request.getInputs()),
    ),
    update: answer((request: UpdateRequest) => update(account, request)),
    delete: answer((request: DeleteRequest) => {
      account.delete(typeOf(request.getUrn()), request.getUrn(), request.getId(), plain(request.getProperties()));
      return new Empty();
    }),
    invoke: answer((request: InvokeRequest) => new InvokeResponse().setReturn(struct(callFunction(request.getTok())))),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return { address: `aws:${port}`, close: () => server.forceShutdown() };
}

function check(account: Account, request: CheckRequest): CheckResponse {
  const type = typeOf(request.getUrn());
  const before = request.hasOlds() ? plain(request.getOlds()) : undefined;
  const isTaken = (name: string) => account.resources.some((made) => made.type === type && made.inputs["name"] === name);
  return new CheckResponse().setInputs(struct(named(kindOf(type), request.getUrn(), before, plain(request.getNews()), isTaken)));
}

function diff(request: DiffRequest): DiffResponse {
  const kind = kindOf(typeOf(request.getUrn()));
  const [before, after] = [plain(request.getOldInputs()), plain(request.getNews())];
  const found = differences(kind, before, after);
  const response = new DiffResponse()
    .setChanges(found.length > 0 ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE)
    .setReplacesList(found.filter(({ replaces }) => replaces).map(property))
    .setDiffsList(found.map(property))
    .setDeletebeforereplace(isNameInTheWay(kind, before, after))
    .setHasdetaileddiff(true);
  for (const difference of found) response.getDetaileddiffMap().set(difference.path, new PropertyDiff().setKind(kindOfChange(difference)));
  return response;
}

function create(account: Account, request: CreateRequest): CreateResponse {
  const type = typeOf(request.getUrn());
  const inputs = plain(request.getProperties());
  if (request.getPreview()) return new CreateResponse().setProperties(struct(plannedCreate(kindOf(type), inputs)));
  const { id, outputs } = account.create(type, request.getUrn(), inputs);
  return new CreateResponse().setId(id).setProperties(struct(withoutDefaults(outputs)));
}

function update(account: Account, request: UpdateRequest): UpdateResponse {
  const type = typeOf(request.getUrn());
  const [inputs, outputs, news] = [plain(request.getOldInputs()), plain(request.getOlds()), plain(request.getNews())];
  if (request.getPreview()) return new UpdateResponse().setProperties(struct(plannedUpdate(kindOf(type), { inputs, outputs }, news)));
  const made = account.update(type, request.getUrn(), request.getId(), inputs, news);
  return new UpdateResponse().setProperties(struct(withoutDefaults(made.outputs)));
}

/** Where there are details, the provider names the properties alone: https://github.com/pulumi/pulumi-terraform-bridge, Diff. */
function property({ path }: Difference): string {
  return path.replace(/[.[].*/s, "");
}

const CHANGES = {
  added: [PropertyDiff.Kind.ADD, PropertyDiff.Kind.ADD_REPLACE],
  removed: [PropertyDiff.Kind.DELETE, PropertyDiff.Kind.DELETE_REPLACE],
  changed: [PropertyDiff.Kind.UPDATE, PropertyDiff.Kind.UPDATE_REPLACE],
} as const;

function kindOfChange({ change, replaces }: Difference): PropertyDiff["getKind"] extends () => infer Kind ? Kind : never {
  return CHANGES[change][replaces ? 1 : 0];
}

function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

function answer<Request, Response>(respond: (request: Request) => Response): grpc.handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    try {
      callback(null, respond(request));
    } catch (error) {
      callback({ code: grpc.status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
    }
  };
}

function struct(properties: Properties): Struct {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)));
}

function plain(value: Struct | undefined): Properties {
  return value?.toJavaScript() ?? {};
}
