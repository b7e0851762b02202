import { LambdaFunction, lambdaProxy, RestApi } from "lambda-rest-api";

const pets = lambdaProxy(new LambdaFunction("pets", { entry: "pets.ts" }));

const api = new RestApi("pets", {
  openapi: "pets.yaml",
  integrations: { addPet: pets, getPet: pets, listPets: pets },
  stages: { dev: {} },
});

export const url = api.url;
export const document = api.openApi();
