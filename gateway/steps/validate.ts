/** Request validation: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html */
import type { ApiDefinition, Route } from "../../definition/index";
import type { Call } from "../call";
import { Fault } from "../fault";
import { headerValue, mediaType } from "../headers";
import { parseJson } from "../json";
import { compileModel } from "../schema/index";

/** Compiles the request validator of a route; the result throws a fault where it refuses. */
export function compileValidation(route: Route, { requestValidators, models }: ApiDefinition): (call: Call) => void {
  const validator = route.requestValidator === undefined ? undefined : requestValidators[route.requestValidator];
  const checkParameters = validator?.validateRequestParameters ? compileParameters(route) : nothing;
  const checkBody = validator?.validateRequestBody ? compileBody(route, models) : nothing;
  return (call) => {
    checkParameters(call);
    checkBody(call);
  };
}

function nothing(): void {}

type Place = "header" | "path" | "querystring";

// Recorded in this order; elsewhere users' answers have no order.
const PLACES: readonly Place[] = ["header", "path", "querystring"];

function compileParameters({ requestParameters }: Route): (call: Call) => void {
  const required = Object.keys(requestParameters).filter((parameter) => requestParameters[parameter]);
  const names = PLACES.flatMap((place) => required.filter((one) => one.startsWith(`${place}.`)).map((one) => ({ place, name: one.slice(place.length + 1) })));
  return (call) => {
    const missing = names.filter(({ place, name }) => (parameterOf(call, place, name) ?? "").trim() === "").map(({ name }) => name);
    if (missing.length > 0) throw new Fault("BAD_REQUEST_PARAMETERS", { message: `Missing required request parameters: [${missing.join(", ")}]` });
  };
}

function parameterOf({ invocation, pathParameters }: Call, place: Place, name: string): string | undefined {
  if (place === "header") return headerValue(invocation.headers, name);
  return place === "path" ? pathParameters.get(name) : invocation.query.get(name)?.at(-1);
}

// Seen: BIBSYSDEV/nva, CrowdSec and others give an answer of API Gateway with $context.error.validationErrorString for a body that is no JSON.
const NO_JSON = "Unknown error parsing request body";

function compileBody({ requestModels }: Route, models: ApiDefinition["models"]): (call: Call) => void {
  const validators = new Map(Object.entries(requestModels).map(([type, name]) => [type.toLowerCase(), compileModel(name, models)]));
  return ({ invocation, trace }) => {
    const type = mediaType(headerValue(invocation.headers, "Content-Type") ?? "application/json");
    // Developer guide, request validation: a type that has no model, where none is for $default, is not validated.
    const validate = validators.get(type) ?? validators.get("$default");
    if (validate === undefined) return;
    const document = invocation.body.length === 0 ? {} : parseJson(invocation.body.toString("utf8"));
    const validationErrors = document === undefined ? [NO_JSON] : validate(document);
    if (validationErrors.length === 0) return;
    trace.line(`Request body does not match model schema for content type ${type}: [${validationErrors.join(", ")}]`);
    throw new Fault("BAD_REQUEST_BODY", { validationErrors });
  };
}
