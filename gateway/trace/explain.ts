/** Why a request was answered with 4xx or 5xx, and what to do about it. */
import type { AnyStep, GatewayResponse, Permission, Step, StepKind } from "./types";

/** Why a request was answered as it was. */
export interface Explanation {
  /** The step that decided the answer. */
  readonly step: StepKind;
  /** Why the step decided so, in one sentence. */
  readonly reason: string;
  /** What to do; absent where there is nothing to say beyond the reason. */
  readonly remedy?: string;
}

/** Explains an answer; undefined where it is no error. */
export function explain(steps: readonly Step[]): Explanation | undefined {
  const last = steps.at(-1);
  if (last?.kind === "gatewayResponse") return { step: last.step, reason: last.reason, ...ofGateway(last, finder(steps)) };
  if (last?.kind === "methodResponse" && last.status >= 400) return ofIntegration(finder(steps));
  return undefined;
}

/** Finds the last step of a kind. */
type Find = <K extends StepKind>(kind: K) => Extract<AnyStep, { readonly kind: K }> | undefined;

function finder(steps: readonly Step[]): Find {
  return (kind) => steps.findLast((step): step is Extract<Step, { readonly kind: typeof kind }> => step.kind === kind);
}

/** What is known beyond the reason that the gateway gives. */
type More = Partial<Pick<Explanation, "reason" | "remedy">>;

function ofGateway(response: GatewayResponse, find: Find): More {
  const permission = find("permission");
  if (permission?.refusal !== undefined && ["permission", "authorization"].includes(response.step)) return refused(permission);
  switch (response.step) {
    case "methodRequest":
      return ofRequest(response, find);
    case "authorization":
      return ofAuthorization(response, find);
    case "apiKey":
      return ofApiKey(response, find);
    case "validation":
      return ofValidation(find);
    case "requestTemplate":
    case "responseTemplate":
      return ofTemplate(response, find);
    case "selection":
      return {
        remedy:
          find("selection")?.statusCode === undefined
            ? "Add a response without a selectionPattern to the integration: it is taken wherever no pattern matches."
            : "Declare this status among the responses of the method.",
      };
    case "integrationResponse":
      return ofEndpoint(response, find);
    default:
      return {};
  }
}

function ofRequest({ type }: GatewayResponse, find: Find): More {
  const { httpMethod, path, otherRoutes = [] } = find("methodRequest") ?? { httpMethod: "", path: "" };
  if (type !== "MISSING_AUTHENTICATION_TOKEN") return {};
  return {
    reason: `No route takes ${httpMethod} ${path}; API Gateway says that with "Missing Authentication Token"`,
    remedy: otherRoutes.length > 0 ? `This path has ${otherRoutes.join(", ")}.` : "The routes and their urls are printed at the start.",
  };
}

function ofAuthorization({ type, reason }: GatewayResponse, find: Find): More {
  const { identitySource = [], authorizer, type: authorization } = find("authorization") ?? {};
  const asked = find("integrationRequest") !== undefined;
  const answered = find("integrationResponse");
  switch (type) {
    case "UNAUTHORIZED":
      if (asked) return { reason: `The authorizer ${authorizer} threw "Unauthorized"`, remedy: "Its log says more." };
      if (authorizer === undefined || reason !== "Unauthorized") return {};
      return {
        reason: `${identitySource.join(" or ")} is missing, or does not match what the authorizer ${authorizer} expects; it was not asked`,
        remedy: `Send ${identitySource.map(spoken).join(" and ")}.`,
      };
    case "ACCESS_DENIED":
      if (authorization === "JWT") return { remedy: "Send an access token that has one of the route's scopes." };
      return authorizer === undefined || !asked
        ? { remedy: "A policy has to allow execute-api:Invoke on this method: the caller's own, or the API's resource policy." }
        : {
            remedy: `The policy that ${authorizer} returns has to allow execute-api:Invoke on this method; one that is cached counts for other methods too.`,
          };
    case "AUTHORIZER_CONFIGURATION_ERROR":
      if (answered?.functionError !== undefined)
        return { remedy: "The authorizer's log says more; only an error with the message Unauthorized is a 401." };
      return {
        remedy: "An authorizer returns { principalId, policyDocument, context? }, the values of context being texts, numbers and booleans.",
      };
    case "MISSING_AUTHENTICATION_TOKEN":
      return {
        reason: "The route wants a signature (AWS_IAM), and the request has none",
        remedy: "Sign it with SigV4, for example by curl --aws-sigv4.",
      };
    default:
      return {};
  }
}

/** `method.request.header.X` as people say it. */
function spoken(source: string): string {
  const [, place, name] = /^method\.request\.(header|querystring|path)\.(.+)$/.exec(source) ?? [];
  return name === undefined
    ? source
    : place === "header"
      ? `the header ${name}`
      : `the ${place === "path" ? "path" : "query"} parameter ${name}`;
}

function ofApiKey({ type }: GatewayResponse, find: Find): More {
  const { source, apiKeyId, usagePlanId } = find("apiKey") ?? {};
  if (type === "QUOTA_EXCEEDED")
    return {
      reason: "The quota of the key's usage plan is used up",
      remedy: `Raise the quota of the plan ${usagePlanId}, or start again: it begins anew.`,
    };
  if (type === "THROTTLED")
    return {
      reason: "More requests come than the stage's or the usage plan's throttle lets in",
      remedy: "Slow down, or raise rate and burst.",
    };
  if (apiKeyId !== undefined) return { remedy: `The key ${apiKeyId} is in no usage plan that has this stage: add both to one.` };
  return {
    remedy:
      source === "AUTHORIZER"
        ? "The authorizer has to return usageIdentifierKey, the value of an API key."
        : "Send the value of an API key of the program as the header x-api-key.",
  };
}

function ofValidation(find: Find): More {
  const { missingParameters = [], model, errors = [], contentType } = find("validation") ?? {};
  if (missingParameters.length > 0)
    return { remedy: `Send ${missingParameters.join(", ")}, or declare it optional in the route's parameters.` };
  return {
    reason: `The body does not meet the model ${model} for ${contentType}: ${errors.join(", ")}`,
    remedy: `Send a body that the model ${model} allows.`,
  };
}

function ofTemplate({ type, step }: GatewayResponse, find: Find): More {
  const side = step === "requestTemplate" ? "request" : "response";
  if (type === "UNSUPPORTED_MEDIA_TYPE")
    return {
      reason: "The integration has no request template for the Content-Type, and its passthroughBehavior refuses it",
      remedy: "Send a Content-Type that has a template, or add one.",
    };
  const template = side === "request" ? find("requestTemplate") : find("responseTemplate");
  if (template?.error === undefined) return {};
  const { message, line, column } = template.error;
  return {
    reason: `The ${side} template for ${template.contentType} fails: ${message}`,
    ...(line !== undefined && { remedy: `Mend its line ${line}, column ${column}.` }),
  };
}

function refused({ action, resource, sourceArn, role, refusal = "" }: Permission): More {
  if (role === undefined) {
    return {
      reason: refusal,
      remedy: `Its policy needs a statement: new aws.lambda.Permission(name, { action: "${action}", function: "${resource}", principal: "apigateway.amazonaws.com", sourceArn: "${sourceArn}" }).${sourceArn?.includes("/test-invoke-stage/") ? " The component makes it with testInvoke: true." : ""}`,
    };
  }
  if (refusal.startsWith("There is no role"))
    return { reason: refusal, remedy: "Give the integration the ARN of a role of the program as its credentials." };
  if (refusal.startsWith("The trust policy"))
    return { reason: refusal, remedy: "Its assumeRolePolicy has to allow sts:AssumeRole to the service apigateway.amazonaws.com." };
  return {
    reason: refusal,
    remedy: `A policy of the role needs the statement ${JSON.stringify({ Effect: "Allow", Action: action, Resource: resource })}.`,
  };
}

const SHAPE =
  "A proxy function returns { statusCode, headers?, multiValueHeaders?, body?: a text, isBase64Encoded? }, and no other member.";

function ofEndpoint({ type, reason }: GatewayResponse, find: Find): More {
  const request = find("integrationRequest");
  const response = find("integrationResponse");
  if (response?.functionError !== undefined) return { remedy: "The function ended with an error: its log says where." };
  if (reason.includes("Malformed")) return { remedy: SHAPE };
  if (type === "INTEGRATION_TIMEOUT")
    return {
      remedy:
        "Raise the integration's timeout (29 seconds, where the account's quota is not raised), or let the work go on asynchronously.",
    };
  if (reason.includes("network error")) return { remedy: `Nothing answers at ${request?.uri}.` };
  return {};
}

function ofIntegration(find: Find): Explanation {
  const response = find("integrationResponse");
  const selection = find("selection");
  const permission = find("permission");
  if (permission?.refusal !== undefined) return { step: "permission", reason: permission.refusal, ...refused(permission) };
  if (selection !== undefined) {
    const by = selection.pattern === undefined ? "the default response" : `the response for the pattern ${selection.pattern}`;
    return {
      step: "selection",
      reason: `The integration ended with ${JSON.stringify(selection.selection ?? "success")}, and ${by} was taken`,
    };
  }
  return {
    step: "integrationResponse",
    reason:
      find("integrationRequest")?.functionArn === undefined
        ? `The back end answered ${response?.status}`
        : "The function itself answered so",
  };
}
