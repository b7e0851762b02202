import * as pulumi from "@pulumi/pulumi";
import type { ApiDefinition } from "../definition/index";
import { mapRecord } from "../definition/index";
import { withoutStackTraces } from "./without-stack-traces";

/**
 * A part of an API without a cloud resource behind it: its inputs are its definition, so that a preview names the part that changes, and
 * shows how.
 *
 * It is no `ComponentResource`, because that registers outputs even where there are none: one more call to the engine for each of several
 * hundred routes.
 */
export class Part extends pulumi.Resource {
  constructor(kind: string, name: string, definition: object, opts: pulumi.ResourceOptions) {
    super(`lambda-rest-api:index:${kind}`, name, false, { ...definition }, opts);
  }
}

/** The parts of an API, by kind and name. */
export interface Parts {
  /** By their key. */
  readonly routes: Readonly<Record<string, Part>>;
  /** By their names. */
  readonly models: Readonly<Record<string, Part>>;
  /** By their names. */
  readonly authorizers: Readonly<Record<string, Part>>;
  /** By their type. */
  readonly gatewayResponses: Readonly<Record<string, Part>>;
}

export function parts(name: string, { routes, models, authorizers, gatewayResponses }: ApiDefinition, opts: pulumi.ResourceOptions): Parts {
  const each = (kind: string, definitions: Readonly<Record<string, object>>) =>
    mapRecord(definitions, (definition, key) => withoutStackTraces(() => new Part(kind, `${name} ${key}`, withoutEmpty(definition), opts)));
  return {
    routes: each(
      "Route",
      mapRecord(routes, (route) => ({ ...route, integration: withoutEmpty(route.integration) })),
    ),
    models: each("Model", models),
    authorizers: each("Authorizer", authorizers),
    gatewayResponses: each("GatewayResponse", gatewayResponses),
  };
}

/** Without the lists and maps that have nothing in them, which would only make a preview longer. */
function withoutEmpty(definition: object): object {
  return Object.fromEntries(
    Object.entries(definition).filter(([, member]) => typeof member !== "object" || Object.keys(member).length > 0),
  );
}
