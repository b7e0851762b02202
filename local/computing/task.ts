import type { ModelCheck, Rendered, Rendering } from "../../gateway/index";

/** What a thread is asked to do. */
export type Task = { readonly render: Rendering } | { readonly check: ModelCheck };

export type TaskResult = { readonly rendered: Rendered } | { readonly errors: readonly string[] } | { readonly failure: string };
