/** What runs in a thread of its own. Nothing imports this file: it is bundled, and threads are started with it. */
import { parentPort } from "node:worker_threads";
import { createComputing } from "../../gateway/index";
import type { Task, TaskResult } from "./task";

const { render, check } = createComputing();

parentPort?.on("message", async (task: Task) => {
  parentPort?.postMessage(await resultOf(task));
});

async function resultOf(task: Task): Promise<TaskResult> {
  try {
    return "render" in task ? { rendered: await render(task.render) } : { errors: await check(task.check) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
