import middy from "@middy/core";
import jsonBodyParser from "@middy/http-json-body-parser";

export const handler = middy()
  .use(jsonBodyParser())
  .handler(async ({ body }: { body: { name: string } }) => ({ statusCode: 200, body: JSON.stringify({ hello: body.name }) }));
