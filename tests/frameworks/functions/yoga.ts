import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { createSchema, createYoga } from "graphql-yoga";
import typeDefs from "./schema.graphql";

const yoga = createYoga<{ event: APIGatewayProxyEvent; context: Context }>({
  graphqlEndpoint: "/yoga/graphql",
  logging: false,
  schema: createSchema({ typeDefs, resolvers: { Query: { hello: (_: unknown, { name }: { name: string }) => name } } }),
});

export const handler = async (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> => {
  const response = await yoga.fetch(
    `https://${event.requestContext.domainName}${event.path}`,
    {
      method: event.httpMethod,
      headers: event.headers as Record<string, string>,
      body: event.body && Buffer.from(event.body, event.isBase64Encoded ? "base64" : "utf8"),
    },
    { event, context },
  );
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
};
