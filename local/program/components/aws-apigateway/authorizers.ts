import { isMapping, type Mapping } from "../../yaml";
import { list, type Surroundings } from "./surroundings";

/** The security definitions of a document, and which of them its routes name. */
export interface Authorizers {
  readonly definitions: Mapping;
  /** What a route requires of its caller. @throws Error if its authorizer is another than one of the same name, or has no function. */
  of(route: Mapping, where: string): Promise<Mapping[]>;
}

const TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: ["lambda.amazonaws.com", "apigateway.amazonaws.com"] }, Action: "sts:AssumeRole" }],
};

export function createAuthorizers(api: string, { functionOf, make }: Surroundings): Authorizers {
  const definitions: Record<string, unknown> = {};
  /** Each as it was given, by its name. */
  const given = new Map<string, string>();

  const invoked = async (name: string, handler: unknown, where: string): Promise<Mapping> => {
    if (isMapping(handler)) return { authorizerUri: uriOf(handler["uri"]), authorizerCredentials: handler["credentials"] };
    const { outputs } = functionOf(handler, where);
    const role = await make("iam/role:Role", `${name}-authorizer-role`, { assumeRolePolicy: JSON.stringify(TRUST) });
    const statement = { Action: "lambda:InvokeFunction", Effect: "Allow", Resource: outputs["arn"] };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await make("iam/rolePolicy:RolePolicy", `${name}-invocation-policy`, { role: role.id, policy });
    return { authorizerUri: outputs["invokeArn"], authorizerCredentials: role.outputs["arn"] };
  };

  /** A function may be given in the place of its uri. */
  const uriOf = (uri: unknown): unknown =>
    typeof uri === "string" && !uri.startsWith("arn:") ? functionOf(uri, "an authorizer").outputs["invokeArn"] : uri;

  const define = async (authorizer: Mapping, where: string): Promise<string> => {
    const { authorizerName, authType = "custom", handler, identitySource, parameterLocation = "header", parameterName, type } = authorizer;
    const text = JSON.stringify(authorizer);
    const name = String(authorizerName ?? `${api}-authorizer-${Object.keys(definitions).length}`);
    if (given.has(name) && given.get(name) !== text)
      throw new Error(`${where}: its authorizer ${JSON.stringify(name)} is another than the authorizer of that name of an earlier route`);
    if (given.has(name)) return name;
    given.set(name, text);
    const own =
      handler === undefined
        ? { type: "cognito_user_pools", providerARNs: list(authorizer["providerARNs"]) }
        : {
            type: type ?? "token",
            ...(await invoked(name, handler, where)),
            ...only(authorizer, ["identityValidationExpression", "authorizerResultTtlInSeconds"]),
          };
    definitions[name] = {
      type: "apiKey",
      name: parameterName,
      in: handler === undefined ? "header" : parameterLocation,
      "x-amazon-apigateway-authtype": handler === undefined ? "cognito_user_pools" : authType,
      "x-amazon-apigateway-authorizer": { ...own, identitySource: list(identitySource).join(", ") },
    };
    return name;
  };

  return {
    definitions,
    async of(route, where) {
      const required: Mapping[] = [];
      for (const authorizer of list(route["authorizers"]).filter(isMapping))
        required.push({
          [await define(authorizer, where)]: authorizer["handler"] === undefined ? list(authorizer["methodsToAuthorize"]) : [],
        });
      if (route["apiKeyRequired"] !== true) return required;
      definitions["api_key"] = { type: "apiKey", name: "x-api-key", in: "header" };
      return [...required, { api_key: [] }];
    },
  };
}

function only(mapping: Mapping, names: readonly string[]): Mapping {
  return Object.fromEntries(names.flatMap((name) => (mapping[name] === undefined ? [] : [[name, mapping[name]]])));
}
