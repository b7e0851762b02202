import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { Refusal } from "../refusal";

export interface Certificate {
  /** In PEM. */
  readonly cert: string;
  readonly key: string;
  /** The file of `cert`, which a user imports to trust it. */
  readonly file: string;
}

/** Days for which a certificate holds: Apple's systems take none for longer than 825. */
const DAYS = 800;

/** Milliseconds before its end from which a new one is made. */
const RENEWAL = 7 * 24 * 60 * 60 * 1000;

/** For this machine alone, and no authority for others. */
const CONFIGURATION = `[req]
distinguished_name = subject
x509_extensions = extensions
prompt = no
[subject]
CN = localhost
O = lambda-rest-api local
[extensions]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost,DNS:*.localhost,IP:127.0.0.1,IP:0:0:0:0:0:0:0:1
`;

/**
 * The certificate for localhost of this user, made by openssl where there is none that holds; its key never leaves the folder.
 *
 * @throws {Refusal} if there is no openssl, or the folder cannot be written.
 */
export function localCertificate(home = homedir()): Certificate {
  const folder = join(home, ".lambda-rest-api");
  const place = join(folder, "localhost");
  const file = join(place, "certificate.pem");
  if (!holds(file)) make(folder, place);
  return { cert: readFileSync(file, "utf8"), key: readFileSync(join(place, "key.pem"), "utf8"), file };
}

function holds(file: string): boolean {
  return existsSync(file) && Date.parse(new X509Certificate(readFileSync(file)).validTo) - RENEWAL > Date.now();
}

/** In a folder of its own, which then takes its place whole: another process may be doing the same. */
function make(folder: string, place: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const made = mkdtempSync(join(folder, "new-"));
    try {
      const configuration = join(made, "openssl.cnf");
      writeFileSync(configuration, CONFIGURATION);
      const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", join(made, "key.pem")];
      const files = ["-config", configuration, "-out", join(made, "certificate.pem")];
      execFileSync("openssl", ["req", "-x509", "-sha256", "-days", String(DAYS), ...key, ...files], {
        stdio: ["ignore", "ignore", "pipe"],
      });
      rmSync(configuration);
      rmSync(place, { recursive: true, force: true });
      renameSync(made, place);
    } finally {
      rmSync(made, { recursive: true, force: true });
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const reason =
      code === "ENOENT"
        ? "there is no openssl on the PATH, which makes the certificate"
        : error instanceof Error
          ? error.message
          : String(error);
    throw new Refusal(`--https: ${reason}`);
  }
}
