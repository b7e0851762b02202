import "reflect-metadata";
import serverlessExpress from "@codegenie/serverless-express";
import { Controller, Get, Injectable, Module, Query } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import type { APIGatewayProxyEvent, Context, Handler } from "aws-lambda";
import express from "express";

@Injectable()
class Greeter {
  greet(name: string): object {
    return { hello: name };
  }
}

@Controller()
class Greetings {
  constructor(private readonly greeter: Greeter) {}

  @Get("hello")
  hello(@Query("name") name: string): object {
    return this.greeter.greet(name);
  }
}

@Module({ controllers: [Greetings], providers: [Greeter] })
class App {}

async function bootstrap(): Promise<Handler> {
  const app = express();
  const nest = await NestFactory.create(App, new ExpressAdapter(app), { logger: false });
  await nest.init();
  return serverlessExpress({ app });
}

const started = bootstrap();

// Without the callback that it has besides, which Lambda refuses from Node.js 24 on.
export const handler = async (event: APIGatewayProxyEvent, context: Context) => (await started)(event, context, () => {});
