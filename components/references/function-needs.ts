import type { ApiDefinition, Integration, Places, PlaceText, Problem } from "../../definition/index";
import { alternatives, type FunctionTarget } from "./function-reference";

/** An API, where its author wrote the parts of it, and the functions that its routes name. */
interface WrittenApi {
  readonly definition: ApiDefinition;
  readonly functions: ReadonlyMap<string, FunctionTarget>;
  readonly places: Places;
  readonly text: PlaceText;
}

/** Functions that Lambda invokes in a way that their routes do not have, so that every request would be answered with 500. */
export function functionNeeds({ definition, functions, places, text }: WrittenApi): readonly Problem[] {
  return Object.entries(definition.routes).flatMap(([key, { integration }]) => {
    const target = functions.get(integration.uri ?? "");
    const where = () => text(places.of(["routes", key, "integration", "uri"]));
    return (target === undefined ? [] : alternatives(target)).flatMap((fn) =>
      [...missing(fn, integration)].map((message) => ({ where: where(), message, rule: "lambda-function" })),
    );
  });
}

function* missing({ isDurable, isByTenant }: FunctionTarget, { requestParameters }: Integration): Iterable<string> {
  // https://docs.aws.amazon.com/lambda/latest/dg/durable-invoking.html#durable-invoking-qualified-arns
  if (isDurable)
    yield "is a durable function, which Lambda invokes by an alias or a version alone. Give it aliases: { live: {} }, and the route aliases.live.";
  // https://docs.aws.amazon.com/lambda/latest/dg/tenant-isolation-invoke.html
  const header = "integration.request.header.X-Amz-Tenant-Id";
  if (isByTenant && !Object.keys(requestParameters).some((name) => name.toLowerCase() === header.toLowerCase()))
    yield `has environments for each tenant, and Lambda has to be told which one asks. Map it, requestParameters: { "${header}": "method.request.header.x-tenant-id" }, from a parameter of the route.`;
}
