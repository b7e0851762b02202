import serverlessExpress from "@codegenie/serverless-express";
import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import express from "express";

const app = express();
app.use(express.json());
app.post("/hello", (request, response) => {
  response.status(201).json({ hello: request.body.name, from: request.get("host") !== undefined });
});

const serve = serverlessExpress({ app });

// Without the callback that it has besides, which Lambda refuses from Node.js 24 on.
export const handler = async (event: APIGatewayProxyEvent, context: Context) => serve(event, context, () => {});
