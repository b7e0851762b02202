export { body, context, decodedPath, header, optional, path, query, required, result, stageVariable } from "../definition/index";
export type { ApiKeyArgs } from "./access/api-keys";
export * from "./access/authorizers";
export { ApiGatewayAccount, type ApiGatewayAccountArgs } from "./api-gateway-account";
export * from "./integrations";
export type { AliasArgs, AsynchronousArgs, FunctionPolicy, LambdaFunctionArgs } from "./lambda/arguments";
export { LambdaFunction } from "./lambda-function";
export { RestApi, type RestApiArgs } from "./rest-api";
export type { Transform } from "./transform";
