/** The inspector: a page that shows what the gateway's trace knows. */
export { asset } from "./assets";
export type * from "./protocol";
