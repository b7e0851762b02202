import type { Callback, Callbacks } from "./callbacks";
import type { RegisterRequest, RegisterResponse } from "./monitor";

/** A function of the program that runs when resources are made: https://www.pulumi.com/docs/iac/concepts/options/hooks/ */
export interface Hook {
  readonly name: string;
  readonly callback: Callback;
  /** Whether it runs in previews, as this is one. */
  readonly onDryRun: boolean;
  readonly ignoreErrors: boolean;
}

export interface Hooks {
  add(hook: Hook): void;
  /** Runs those of a resource that has just been made. @throws Error if one that comes before fails. */
  run(request: RegisterRequest, made: RegisterResponse): Promise<void>;
}

/** @param tell - takes what goes wrong in those that come after, which fails nothing */
export function createHooks({ call }: Callbacks, tell: (line: string) => void): Hooks {
  const known = new Map<string, Hook>();

  const errorOf = async ({ callback }: Hook, { type, name, object }: RegisterRequest, made: RegisterResponse): Promise<string> => {
    try {
      const given = { urn: made.urn, id: made.id, name, type, newInputs: object, newOutputs: made.object };
      return String(Object(await call(callback, "ResourceHook", given)).error ?? "");
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };

  return {
    add: (hook) => void known.set(hook.name, hook),
    async run(request, made) {
      const { beforeCreate = [], afterCreate = [] } = request.hooks ?? {};
      for (const name of [...beforeCreate, ...afterCreate]) {
        const hook = known.get(name);
        if (hook === undefined || !hook.onDryRun) continue;
        const error = await errorOf(hook, request, made);
        if (error === "") continue;
        const line = `${request.type} ${JSON.stringify(request.name)}: its hook ${JSON.stringify(name)} failed: ${error}`;
        if (beforeCreate.includes(name) && !hook.ignoreErrors) throw new Error(line);
        tell(line);
      }
    },
  };
}
