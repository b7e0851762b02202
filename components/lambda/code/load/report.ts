/** How loading a bundle ended: what the process that loads tells the one that asks. */
export interface LoadReport {
  /** "working": it had not ended after a while, which many sound functions have not. */
  readonly ended: "loaded" | "failed" | "exited" | "working";
  readonly error?: { readonly name: string; readonly message: string; readonly stack: string; readonly code?: string };
  /** Of what the handler names. */
  readonly handlerType?: string;
  /** How many arguments the handler names. */
  readonly handlerLength?: number;
  /** Whether it tried to reach a network. */
  readonly network: boolean;
  /** Packages that it asked for, and that are installed on this machine alone. */
  readonly hidden: readonly string[];
}
