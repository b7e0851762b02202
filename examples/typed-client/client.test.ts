import { strict as assert } from "node:assert";
import { after, before, it } from "node:test";
import { type Local, startLocal } from "lambda-rest-api/testing";
import { notesClient } from "./client";

let local: Local;
before(async () => {
  local = await startLocal({ directory: "." });
});
after(() => local.close());

it("reads a note, and makes one", async () => {
  const client = notesClient(local.api("notes").stage("dev").url);
  const read = await client.GET("/notes/{id}", { params: { path: { id: "1" } } });
  const text: string | undefined = read.data?.text;
  assert.equal(text, "Water the plants");
  const made = await client.POST("/notes", { body: { text: "Buy bread" } });
  assert.deepEqual(made.data, { id: "2", text: "Buy bread" });
});

it("gets what the document says of errors", async () => {
  const client = notesClient(local.api("notes").stage("dev").url);
  const { error, response } = await client.GET("/notes/{id}", { params: { path: { id: "7" } } });
  assert.deepEqual([response.status, error], [404, { message: "There is no note 7" }]);
});

it("does not compile what the document does not have", async () => {
  const client = notesClient(local.api("notes").stage("dev").url);
  // @ts-expect-error there is no such path
  assert.equal((await client.GET("/nothing", {})).response.status, 403);
  // @ts-expect-error a note has a text
  assert.equal((await client.POST("/notes", { body: {} })).response.status, 400);
});
