/** Values that a function reads for itself, so that they are neither in its environment nor in a stack's state. */

/** What the names of environment variables begin with that say where a value is. */
export const SECRET_VARIABLE = "SECRET_";
export const PARAMETER_VARIABLE = "PARAMETER_";

/** Milliseconds for which a value that was read is taken as it was, as AWS's own extension for this does. */
const FRESH = 300_000;

interface Read {
  readonly until: number;
  readonly value: Promise<string>;
}

const read = new Map<string, Read>();

/**
 * The text of a secret that the function's `secrets` name, read when it is first asked for, and again after five minutes.
 *
 * @throws if the function's `secrets` name no such, or AWS Secrets Manager gives no text:
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export function secret(name: string): Promise<string> {
  return valueAt(name, SECRET_VARIABLE, async (SecretId) => {
    const { SecretsManager } = await import("@aws-sdk/client-secrets-manager");
    return (await new SecretsManager().getSecretValue({ SecretId })).SecretString;
  });
}

/**
 * The value of a parameter that the function's `parameters` name, decrypted, read when it is first asked for, and again after five minutes.
 *
 * @throws if the function's `parameters` name no such, or AWS Systems Manager gives none:
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 */
export function parameter(name: string): Promise<string> {
  return valueAt(name, PARAMETER_VARIABLE, async (Name) => {
    const { SSM } = await import("@aws-sdk/client-ssm");
    return (await new SSM().getParameter({ Name, WithDecryption: true })).Parameter?.Value;
  });
}

function valueAt(name: string, prefix: string, get: (arn: string) => Promise<string | undefined>): Promise<string> {
  const variable = prefix + name;
  const known = read.get(variable);
  if (known !== undefined && known.until > Date.now()) return known.value;
  const value = readNow(variable, get);
  read.set(variable, { until: Date.now() + FRESH, value });
  // What failed is asked for again.
  value.catch(() => read.delete(variable));
  return value;
}

async function readNow(variable: string, get: (arn: string) => Promise<string | undefined>): Promise<string> {
  const arn = process.env[variable];
  if (arn === undefined)
    throw new Error(
      `${variable} is not in the environment: name it in the function's ${variable.startsWith(SECRET_VARIABLE) ? "secrets" : "parameters"}`,
    );
  const value = await get(arn);
  if (value === undefined) throw new Error(`${arn} has no text`);
  return value;
}
