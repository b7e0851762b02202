/** What the service tells our Node.js bootstrap. */

/** Once, before anything else. */
export interface EnvironmentSetup {
  readonly directory: string;
  readonly handler: string;
  /** Major version of the Node.js runtime that the function asks for. */
  readonly runtimeVersion: number;
  /** Directories from whose `node_modules` comes what the runtime brings. */
  readonly modulePaths: readonly string[];
  /** Present where a debugger is let in. */
  readonly debugger?: { readonly wait: boolean };
}

/** A request, its event apart. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-next */
export interface InvocationHead {
  readonly requestId: string;
  readonly functionArn: string;
  readonly traceId: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  /** What the caller tells of itself, JSON text in ASCII. */
  readonly clientContext?: string | undefined;
}

export interface Invocation extends InvocationHead {
  /** JSON text. */
  readonly event: string;
}
