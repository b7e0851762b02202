import { compareText } from "../canonical";
import { FUNCTION_POLICY_BYTES } from "../limits";
import type { Problem } from "../problems";
import { sourcesOf } from "./blocks";
import { callsOf, type RouteCalls } from "./calls";
import { compareGrants, type Grant } from "./candidates";
import { mergeGrants } from "./merge";
import { EMPTY_POLICY_BYTES, statementBytes } from "./policy-size";
import { sourceMethod } from "./source";
import { statementId } from "./statement-id";
import type { PermissionPlan, PermissionRequest } from "./types";
import { widenedAuthorizers, widenedBlock } from "./widening";

/** The stage that the console and test-invoke-method name: seen in execution logs. */
const TEST_STAGE = "test-invoke-stage";

// The id that an authorizer of an imported document gets is in no answer of the import, so that it cannot be named.
const ANY_AUTHORIZER = "authorizers/*";

/**
 * The statements by which API Gateway may invoke the functions of an API: one for each route and stage while they fit into a function's
 * policy, else wider ones as far as needed, which are reported. https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html
 */
export function planPermissions(request: PermissionRequest): PermissionPlan {
  const names = new Set([...request.routes, ...request.authorizers].flatMap((user) => user.function ?? []));
  const calls = callsOf(request.routes).sort(compareGrants);
  const plans = [...names].sort(compareText).map((name) => planFunction(name, calls, request));
  return {
    statements: plans.flatMap(({ statements }) => statements),
    widened: plans.flatMap(({ widened }) => widened),
    problems: plans.flatMap(({ problems }) => problems),
  };
}

function planFunction(name: string, calls: readonly RouteCalls[], request: PermissionRequest): PermissionPlan {
  const stages = [...request.stages, ...(request.testInvoke ? [TEST_STAGE] : [])].sort(compareText);
  const policy = request.functions?.[name];
  const limit = request.limit ?? FUNCTION_POLICY_BYTES;
  const bytesOf = (source: string) => statementBytes(source, policy);
  const total = (sources: readonly string[]) => sources.reduce((bytes, source) => bytes + bytesOf(source), 0);

  const ofAuthorizers = request.authorizers.some((authorizer) => authorizer.function === name) ? [ANY_AUTHORIZER] : [];
  const others = EMPTY_POLICY_BYTES + (policy?.otherBytes ?? 0);
  const foreign = calls.filter((route) => route.function !== undefined && route.function !== name);
  const blocks = mergeGrants(grantsOf(name, request), foreign, { stages, bytesOf, bytes: limit - others - total(ofAuthorizers) });
  const sources = [...ofAuthorizers, ...blocks.flatMap((block) => sourcesOf(block, stages))].sort(compareText);
  const bytes = others + total(sources);
  return {
    statements: sources.map((source) => ({ function: name, statementId: statementId(name, source), source })),
    widened: [
      ...ofAuthorizers.flatMap((source) => widenedAuthorizers(name, source, request)),
      ...blocks.flatMap((block) => widenedBlock(name, block, stages, calls)),
    ],
    problems: bytes > limit ? [tooLarge(name, sources.length, bytes, limit, others)] : [],
  };
}

/** What the function's routes need; a method beside ANY needs nothing of its own. */
function grantsOf(name: string, { routes }: PermissionRequest): Grant[] {
  const own = routes.filter((route) => route.function === name);
  const ofAny = new Set(own.flatMap(({ method, path }) => (method === "ANY" ? [path] : [])));
  return own
    .filter(({ method, path }) => method === "ANY" || !ofAny.has(path))
    .map(({ method, path }) => ({ method: sourceMethod(method), path }));
}

function tooLarge(name: string, statements: number, bytes: number, limit: number, others: number): Problem {
  return {
    rule: "permission",
    where: `permissions of function "${name}"`,
    message:
      `The final policy size (${bytes}) is bigger than the limit (${limit}). ${others} bytes of it are others' statements, the rest are the ${statements} widest that would do; ` +
      "remove others, or let API Gateway invoke the function by a role (credentials)",
  };
}
