import * as pulumi from "@pulumi/pulumi";
import type { Route as RouteDefinition } from "../definition/index";

/** One route, without a cloud resource behind it: its inputs are the route's definition, so that a preview names the route that changes. */
export class Route extends pulumi.ComponentResource {
  constructor(name: string, definition: RouteDefinition, opts: pulumi.ComponentResourceOptions) {
    super("lambda-rest-api:index:Route", name, { ...definition }, opts);
    this.registerOutputs();
  }
}
