import type { Cursor } from "./cursor";

/**
 * Whether a document is one of Swagger 2.0, and not of OpenAPI 3.0; no other is imported.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
 */
export function readVersion(root: Cursor): boolean | undefined {
  if (!root.isObject) return refuseVersion(root);
  const [swagger, openapi] = [root.member("swagger"), root.member("openapi")];
  if (swagger.textOrNumber()?.startsWith("2")) return true;
  if (openapi.textOrNumber()?.startsWith("3.0")) return false;
  const version = openapi.present ? openapi : swagger;
  if (!version.present) return refuseVersion(root);
  return version.refuse("Invalid OpenAPI input. API Gateway imports OpenAPI 3.0 and Swagger 2.0; write the document in one of them");
}

function refuseVersion(root: Cursor): undefined {
  return root.refuse('Invalid OpenAPI input. It must be an object with openapi: "3.0.x" or swagger: "2.0"');
}
