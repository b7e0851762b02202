import awsLambdaFastify from "@fastify/aws-lambda";
import fastify from "fastify";

const app = fastify();
app.get<{ Querystring: { name: string } }>(
  "/fastify/hello",
  { schema: { querystring: { type: "object", required: ["name"] } } },
  async ({ query }) => ({
    hello: query.name,
  }),
);

export const handler = awsLambdaFastify(app);
