import { exportOpenApi } from "../../definition/index";
import { routePermission } from "../../gateway/index";
import type { BegunProgram } from "../begin-program";
import { readProgram } from "../read-program";
import { named } from "./named";
import type { ApiOfDefinition, Definition } from "./types";

/** Reads what a program that has been started says of its APIs. */
export async function readDefinition(program: BegunProgram): Promise<Definition> {
  const { cloud } = program;
  const resources = await readProgram(program, "http://localhost");
  return {
    api(name): ApiOfDefinition {
      const api = named("REST API", name, resources.apis, (one) => [one.name]);
      return {
        routes: Object.keys(api.definition.routes),
        stages: api.stages.map(({ definition }) => definition.name),
        document: ({ extensions = false } = {}) => exportOpenApi(api.definition, { extensions }),
        permission(key, stage) {
          const [, route] = named(`route of ${name}`, key, Object.entries(api.definition.routes), ([one]) => [one]);
          const { definition } = named(`stage of ${name}`, stage, api.stages, (one) => [one.definition.name]);
          const { permissions, roles, credentials } = resources.access;
          const { accountId, partition } = cloud;
          return routePermission(route, {
            permissions,
            roles,
            credentials,
            accountId,
            partition,
            region: api.region,
            apiId: api.id,
            stage: definition,
          });
        },
      };
    },
  };
}
