/** Values from elsewhere, by who has them and the output's name: `acme/network/prod.vpcId`. */
export type Given = ReadonlyMap<string, unknown>;

/** What was given of one resource, stack or function. */
export function givenOf(given: Given, who: string): Record<string, unknown> {
  const prefix = `${who}.`;
  const own = [...given].filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value]));
}

/** How to give one, as a line for a person. */
export function howToGiveValue(who: string, output: string, stack: string): string {
  return `give it by --value ${JSON.stringify(who) === `"${who}"` && !/[\s'"$]/.test(who) ? who : `'${who}'`}.${output}=<value>, or under "values" in Pulumi.${stack}.local.yaml`;
}
