/** Puts stage variables in the place of `${stageVariables.x}`; a missing one is empty (recorded: import with stage variables). */
export function substituteStageVariables(text: string, stageVariables: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{stageVariables\.([^}]*)\}/g, (_, name: string) => stageVariables.get(name) ?? "");
}

/** Puts path parameters in the place of `{x}`; one that is not mapped stays as it is (recorded: request data mappings). */
export function substitutePath(uri: string, path: ReadonlyMap<string, string>): string {
  return uri.replace(/(?<!\$)\{([^{}]+)\}/g, (literal, name: string) => path.get(name) ?? literal);
}
