import { Hono } from "hono";
import { streamHandle } from "hono/aws-lambda";
import { streamText } from "hono/streaming";

const app = new Hono();
app.get("/hono-streaming/hello", (c) =>
  streamText(c, async (stream) => {
    for (const word of ["hello", " ", "Jane"]) await stream.write(word);
  }),
);

export const handler = streamHandle(app);
