/** Request validation: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html */
import type { ApiDefinition, Route } from "../../definition/index";
import { parseJson } from "../../languages/json/index";
import { compileModel } from "../../languages/json-schema/index";
import type { Call } from "../call";
import { type Computing, createComputing, NO_JSON } from "../computing";
import { Fault } from "../fault";
import { headerValue, mediaType } from "../headers";
import type { Validation } from "../trace/index";
import type { GatewayOptions } from "../types";

/** Compiles the request validator of a route; the result throws a fault where it refuses. */
export function compileValidation(
  route: Route,
  { requestValidators, models }: ApiDefinition,
  { computing = createComputing() }: Pick<GatewayOptions, "computing">,
): (call: Call) => void | Promise<void> {
  const { requestValidator: name } = route;
  const validator = name === undefined ? undefined : requestValidators[name];
  if (name === undefined || validator === undefined) return () => {};
  const missingOf = validator.validateRequestParameters ? compileParameters(route) : () => NONE;
  const check = validator.validateRequestBody ? compileBody(route, models, computing) : async () => VALID;
  return async (call) => {
    const missingParameters = missingOf(call);
    // Whoever lacks a parameter is not told of the body.
    const checked = missingParameters.length > 0 ? VALID : await check(call);
    call.trace.add(() => ({ kind: "validation", validator: name, missingParameters, ...checked }));
    if (missingParameters.length > 0)
      throw new Fault("BAD_REQUEST_PARAMETERS", { message: `Missing required request parameters: [${missingParameters.join(", ")}]` });
    if (checked.errors.length > 0) throw new Fault("BAD_REQUEST_BODY", { validationErrors: checked.errors });
  };
}

/** What of a body's validation the trace shows. */
type Checked = Pick<Validation, "model" | "contentType" | "errors">;

const NONE: readonly string[] = [];
const VALID: Checked = { errors: NONE };

type ParameterLocation = "header" | "path" | "querystring";

// Recorded in this order; elsewhere users' answers have no order.
const LOCATIONS: readonly ParameterLocation[] = ["header", "path", "querystring"];

function compileParameters({ requestParameters }: Route): (call: Call) => readonly string[] {
  const required = Object.keys(requestParameters).filter((parameter) => requestParameters[parameter]);
  const names = LOCATIONS.flatMap((location) =>
    required.filter((one) => one.startsWith(`${location}.`)).map((one) => ({ location, name: one.slice(location.length + 1) })),
  );
  if (names.length === 0) return () => NONE;
  return (call) => names.filter(({ location, name }) => (parameterOf(call, location, name) ?? "").trim() === "").map(({ name }) => name);
}

function parameterOf({ invocation, pathParameters }: Call, location: ParameterLocation, name: string): string | undefined {
  if (location === "header") return headerValue(invocation.headers, name);
  return location === "path" ? pathParameters.get(name) : invocation.query.get(name)?.at(-1);
}

function compileBody({ requestModels }: Route, models: ApiDefinition["models"], computing: Computing): (call: Call) => Promise<Checked> {
  const validators = new Map(
    Object.entries(requestModels).map(([type, model]) => [type.toLowerCase(), { model, check: compileCheck(model, models, computing) }]),
  );
  return async ({ invocation }) => {
    const contentType = mediaType(headerValue(invocation.headers, "Content-Type") ?? "application/json");
    // Developer guide, request validation: a type that has no model, where none is for $default, is not validated.
    const validator = validators.get(contentType) ?? validators.get("$default");
    if (validator === undefined) return { contentType, errors: NONE };
    const body = invocation.body.length === 0 ? "{}" : invocation.body.toString("utf8");
    return { contentType, model: validator.model, errors: await validator.check(body) };
  };
}

/** Longer texts are not even parsed on this thread. */
const LONG = 65_536;

let compiled = 0;

function compileCheck(model: string, models: ApiDefinition["models"], computing: Computing): (body: string) => Promise<readonly string[]> {
  const validate = compileModel(model, models);
  const key = String(++compiled);
  return async (body) => {
    if (body.length > LONG) return computing.check({ key, model, models, body });
    const document = parseJson(body);
    if (document === undefined) return [NO_JSON];
    return validate.quickly(document, body.length) ?? computing.check({ key, model, models, body });
  };
}
