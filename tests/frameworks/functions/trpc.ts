import { initTRPC } from "@trpc/server";
import { awsLambdaRequestHandler } from "@trpc/server/adapters/aws-lambda";
import { z } from "zod";

const t = initTRPC.create();
const router = t.router({ hello: t.procedure.input(z.object({ name: z.string() })).query(({ input }) => ({ hello: input.name })) });

export const handler = awsLambdaRequestHandler({ router, createContext: () => ({}) });
