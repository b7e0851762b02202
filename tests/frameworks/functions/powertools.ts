import { Logger } from "@aws-lambda-powertools/logger";
import { APIGatewayProxyEventSchema } from "@aws-lambda-powertools/parser/schemas/api-gateway";
import { z } from "zod";

const logger = new Logger({ serviceName: "greetings" });
const Body = z.object({ name: z.string() });

export const handler = async (event: unknown) => {
  const { body, requestContext } = APIGatewayProxyEventSchema.parse(event);
  const { name } = Body.parse(JSON.parse(body ?? "{}"));
  logger.info("greets", { requestId: requestContext.requestId });
  return { statusCode: 200, body: JSON.stringify({ hello: name }) };
};
