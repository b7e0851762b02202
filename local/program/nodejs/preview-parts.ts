import { replaceOnce } from "./replace-once";

/**
 * Parts of an API without a cloud resource behind them are registered for who reads a preview. Nothing that runs here asks for them, and the
 * calls of several hundred routes are most of the start of a large API: none are made, unless a transform or a hook may look at them.
 *
 * @param module - the one of the SDK that has `registerResource`
 */
export function withoutPreviewParts(module: Record<string, unknown>): void {
  replaceOnce(module, "registerResource", (original) => (...args) => {
    const [resource, parent, type, name] = args;
    if (!PART.test(String(type))) return original(...args);
    const { transforms } = Object(args[OPTIONS]);
    const { urn } = Object(parent);
    // Only when the API has its URN is it known who looks: also the stack, which may be given a transform after the API is made.
    const own = urn.promise().then((above: string) => {
      if (!isObserved() && !transforms?.length) return urnBelow(above, String(type), String(name));
      original(...args);
      return Object(resource).urn.promise();
    });
    // Not made by `apply`: who depends on a part would depend on all that is below its API, and wait for itself if it is there, too.
    const output = new urn.constructor(resource, own, Promise.resolve(true), Promise.resolve(false), Promise.resolve(resource));
    return Reflect.set(Object(resource), "urn", output);
  });
}

/** @param module - the one of the SDK that knows whether the program has given functions for its engine to call back */
export function findObservers({ getStore, getLocalStore }: Record<string, unknown>): void {
  if (typeof getStore !== "function" || typeof getLocalStore !== "function") return;
  // A program that runs inside this one, by the automation API, has a store of its own, and an engine, which is asked for all of it.
  isObserved = () => getLocalStore() !== undefined || getStore().callbacks !== undefined;
}

let isObserved = (): boolean => true;

/** Where the options are: node_modules/@pulumi/pulumi/runtime/resource.d.ts */
const OPTIONS = 8;
const PART = /^lambda-rest-api:index:(?:Route|Model|Authorizer|GatewayResponse)$/;

/** https://www.pulumi.com/docs/iac/concepts/resources/names/#urns */
function urnBelow(parent: string, type: string, name: string): string {
  const [stack, project, types] = parent.split("::");
  return `${stack}::${project}::${types}$${type}::${name}`;
}
