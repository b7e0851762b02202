import type { Callback, Callbacks } from "./callbacks";
import type { InvokeRequest, RegisterRequest } from "./monitor";

/**
 * What the program changes of its resources and calls before they are made: https://www.pulumi.com/docs/iac/concepts/options/transforms/
 */
export interface Transforms {
  /** For every resource of the stack. */
  addToStack(callback: Callback): void;
  /** For every call of a provider's function. */
  addToCalls(callback: Callback): void;
  /** Remembers a resource's own, for what will be below it. */
  remember(urn: string, request: RegisterRequest): void;
  /** The registration as they leave it: a resource's own first, then those of the resources above it, then the stack's. */
  register(request: RegisterRequest): Promise<RegisterRequest>;
  invoke(request: InvokeRequest): Promise<InvokeRequest>;
}

export function createTransforms({ call }: Callbacks): Transforms {
  const ofStack: Callback[] = [];
  const ofCalls: Callback[] = [];
  const made = new Map<string, Pick<RegisterRequest, "parent" | "transforms">>();

  const above = (parent: string): readonly Callback[] => {
    const resource = made.get(parent);
    return resource === undefined ? [] : [...resource.transforms, ...above(resource.parent)];
  };

  return {
    addToStack: (callback) => void ofStack.push(callback),
    addToCalls: (callback) => void ofCalls.push(callback),
    remember: (urn, { parent, transforms }) => void made.set(urn, { parent, transforms }),
    async register(request) {
      let changed = request;
      for (const callback of [...request.transforms, ...above(request.parent), ...ofStack]) {
        const { type, name, custom, parent, object: properties } = changed;
        const given = { type, name, custom, parent, properties, options: changed };
        const { properties: object = {}, options }: Transformed = await call(callback, "Transform", given);
        changed = { ...changed, object, ...options };
      }
      return changed;
    },
    async invoke(request) {
      let changed = request;
      for (const callback of ofCalls) {
        const given = { ...changed, options: changed };
        const { args = {}, options }: Transformed = await call(callback, "TransformInvoke", given);
        changed = { ...changed, args, ...options };
      }
      return changed;
    },
  };
}

interface Transformed {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly options?: object;
}
