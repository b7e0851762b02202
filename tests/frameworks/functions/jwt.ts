import { createSign, generateKeyPairSync } from "node:crypto";
import { JwtRsaVerifier } from "aws-jwt-verify";

// In place of a user pool: an issuer of our own.
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const verifier = JwtRsaVerifier.create({
  issuer: "https://issuer.example",
  audience: "greetings",
  jwksUri: "https://issuer.example/jwks.json",
});
verifier.cacheJwks({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig", kty: "RSA" } as never] });

function token(name: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "RS256", kid: "1" })}.${part({ iss: "https://issuer.example", aud: "greetings", sub: name, exp: Math.floor(Date.now() / 1000) + 60 })}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
}

export const handler = async ({ queryStringParameters }: { queryStringParameters: { name: string } }) => {
  const { sub } = await verifier.verify(token(queryStringParameters.name));
  return { statusCode: 200, body: JSON.stringify({ hello: sub }) };
};
