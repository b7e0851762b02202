import {
  APIGatewayRequestAuthorizerEventSchema,
  APIGatewayTokenAuthorizerEventSchema,
} from "@aws-lambda-powertools/parser/schemas/api-gateway";
import { z } from "zod";

const Event = z.discriminatedUnion("type", [APIGatewayTokenAuthorizerEventSchema, APIGatewayRequestAuthorizerEventSchema]);

/** Lets in whoever the schema of the event takes. */
export const handler = async (event: unknown) => {
  const { type, methodArn } = Event.parse(event);
  const Statement = [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: methodArn }];
  return { principalId: type, policyDocument: { Version: "2012-10-17", Statement } };
};
