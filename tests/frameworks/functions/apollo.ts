import { ApolloServer } from "@apollo/server";
import { handlers, startServerAndCreateLambdaHandler } from "@as-integrations/aws-lambda";
import typeDefs from "./schema.graphql";

const server = new ApolloServer({ typeDefs, resolvers: { Query: { hello: (_: unknown, { name }: { name: string }) => name } } });

export const handler = startServerAndCreateLambdaHandler(server, handlers.createAPIGatewayProxyEventRequestHandler());
