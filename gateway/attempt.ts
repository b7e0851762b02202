import { TemplateError } from "../languages/velocity/index";

/** What a template or a path gives, or why it fails. */
export function attempt<T>(run: () => T): T | TemplateError {
  try {
    return run();
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
}
