import type { Problem } from "../problems";
import type { ApiDefinition, Route } from "../types";

/** What is wrong with a method, its parameters, models and responses. */
export function checkRoutes(definition: ApiDefinition): readonly Problem[] {
  return Object.entries(definition.routes).flatMap(([key, route]) => checkRoute(`routes[${JSON.stringify(key)}]`, route, definition));
}

function checkRoute(where: string, route: Route, { models, requestValidators, authorizers }: ApiDefinition): readonly Problem[] {
  const problems: Problem[] = [];

  for (const model of new Set(Object.values(route.requestModels)))
    if (!Object.hasOwn(models, model))
      problems.push({ where: `${where}.body`, message: `Invalid model identifier specified: ${model}. ${known("model", models)}` });

  for (const [status, response] of Object.entries(route.methodResponses)) {
    const place = `${where}.responses[${JSON.stringify(status)}]`;
    if (!/^[1-5]\d\d$/.test(status)) problems.push({ where: place, message: "is no status code; give one from 100 to 599." });
    for (const model of Object.values(response.models))
      if (!Object.hasOwn(models, model))
        problems.push({ where: `${place}.body`, message: `Invalid model identifier specified: ${model}. ${known("model", models)}` });
  }

  // Recorded: PutMethod with one name as query string parameter and as header.
  const names = Object.keys(route.requestParameters).map((parameter) => parameter.slice(parameter.indexOf(".") + 1));
  for (const name of new Set(names))
    if (names.filter((other) => other === name).length > 1)
      problems.push({
        where: `${where}.parameters`,
        message: `has ${JSON.stringify(name)} in two places. Parameter names must be unique across querystring, header and path.`,
      });

  if (route.requestValidator !== undefined && !Object.hasOwn(requestValidators, route.requestValidator))
    problems.push({
      where: `${where}.requestValidator`,
      message: `Invalid Request Validator identifier specified: ${route.requestValidator}. ${known("request validator", requestValidators)}`,
    });

  if ("authorizer" in route.authorization && !Object.hasOwn(authorizers, route.authorization.authorizer))
    problems.push({
      where: `${where}.authorization`,
      message: `names the authorizer ${JSON.stringify(route.authorization.authorizer)}. ${known("authorizer", authorizers)}`,
    });

  return problems;
}

function known(noun: string, record: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(record);
  return names.length === 0 ? `The API has no ${noun}s; add it.` : `The API's ${noun}s are ${names.join(", ")}.`;
}
