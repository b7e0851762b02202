import { LambdaFunction, lambdaProxy, RestApi } from "lambda-rest-api";

const notes = lambdaProxy(new LambdaFunction("notes", { entry: "notes.ts" }));

const api = new RestApi("notes", {
  models: {
    NewNote: { type: "object", required: ["text"], properties: { text: { type: "string" } } },
    Note: { type: "object", required: ["id", "text"], properties: { id: { type: "string" }, text: { type: "string" } } },
    Problem: { type: "object", required: ["message"], properties: { message: { type: "string" } } },
  },
  routes: {
    "POST /notes": { body: "NewNote", integration: notes, responses: { 201: { body: "Note" }, 400: { body: "Problem" } } },
    "GET /notes/{id}": { integration: notes, responses: { 200: { body: "Note" }, 404: { body: "Problem" } } },
  },
  stages: { dev: {} },
});

export const url = api.url;
