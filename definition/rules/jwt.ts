import { isLateValue } from "../late-values";
import { JWT_CLAIM_FORMATS, JWT_SIGNING_ALGORITHMS } from "../tables/index";
import type { Authorizer, JwtAdditionalClaim, JwtConfiguration, JwtIssuer } from "../types";
import { type DefinitionPath, isExcluded, type Refusal } from "./refusal";

/** https://docs.aws.amazon.com/apigateway/latest/api/API_JwtAdditionalClaim.html */
const LOOKED_AT_ANYWAY = ["iss", "aud", "exp", "nbf", "iat", "scope", "scp"];

/** What is wrong with a JWT authorizer: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html */
export function* checkJwt(path: DefinitionPath, authorizer: Authorizer): Iterable<Refusal> {
  for (const name of ["authorizerUri", "authorizerCredentials", "identityValidationExpression"] as const)
    if (authorizer[name] !== undefined) yield notSupported([...path, name]);
  if (authorizer.authorizerResultTtlInSeconds !== 0) yield notSupported([...path, "authorizerResultTtlInSeconds"]);
  if (authorizer.providerArns.length > 0) yield notSupported([...path, "providerArns"]);
  const at = [...path, "jwtConfiguration"];
  if (authorizer.jwtConfiguration === undefined) yield { path: at, message: "is missing. Give the issuers whose tokens are accepted." };
  else yield* checkConfiguration(at, authorizer.jwtConfiguration);
}

function notSupported(path: DefinitionPath): Refusal {
  return { path, message: "is not supported by JWT authorizers; leave it out." };
}

function* checkConfiguration(path: DefinitionPath, { issuers, defaultAlgorithms }: JwtConfiguration): Iterable<Refusal> {
  if (issuers.length === 0) yield { path: [...path, "issuers"], message: "is empty. Give at least one { issuer, audiences }." };
  for (const [index, issuer] of issuers.entries()) {
    const at = [...path, "issuers", index];
    yield* checkIssuer(at, issuer);
    if (issuers.findIndex((other) => other.issuer === issuer.issuer) < index)
      yield { path: [...at, "issuer"], message: `is ${issuer.issuer} once more; join its audiences to those of the first.` };
  }
  if (defaultAlgorithms.length === 0)
    yield { path: [...path, "defaultAlgorithms"], message: `is empty. Give some of ${JWT_SIGNING_ALGORITHMS.join(", ")}.` };
  // HMAC and none are told by name: https://docs.aws.amazon.com/apigateway/latest/api/API_JwtConfiguration.html
  for (const [index, algorithm] of defaultAlgorithms.entries())
    if (isExcluded(JWT_SIGNING_ALGORITHMS, algorithm) || /^HS/.test(algorithm))
      yield {
        path: [...path, "defaultAlgorithms", index],
        message: `is ${JSON.stringify(algorithm)}. Give one of ${JWT_SIGNING_ALGORITHMS.join(", ")}.`,
      };
}

function* checkIssuer(path: DefinitionPath, { issuer, audiences, additionalClaims }: JwtIssuer): Iterable<Refusal> {
  if (!isLateValue(issuer) && !isIssuer(issuer))
    yield {
      path: [...path, "issuer"],
      message: `is ${JSON.stringify(issuer)}. Give the whole https url that the tokens have as iss, without user information, query and fragment.`,
    };
  if (audiences.length === 0) yield { path: [...path, "audiences"], message: "is empty. Give what a token's aud may be." };
  for (const [index, audience] of audiences.entries())
    if (audience === "") yield { path: [...path, "audiences", index], message: "is empty; leave it out." };
  for (const [index, claim] of additionalClaims.entries()) {
    const at = [...path, "additionalClaims", index];
    yield* checkClaim(at, claim);
    if (additionalClaims.findIndex(({ claimName }) => claimName === claim.claimName) < index)
      yield { path: [...at, "claimName"], message: `is ${claim.claimName} once more; a claim has one rule.` };
  }
}

function isIssuer(text: string): boolean {
  if (!URL.canParse(text) || /[?#]/.test(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === "https:" && username === "" && password === "";
}

function* checkClaim(path: DefinitionPath, { claimName, expectedValues, format }: JwtAdditionalClaim): Iterable<Refusal> {
  if (isExcluded(JWT_CLAIM_FORMATS, format))
    yield { path: [...path, "format"], message: `is ${JSON.stringify(format)}. Give ${JWT_CLAIM_FORMATS.join(", ")}.` };
  if (claimName === "" || LOOKED_AT_ANYWAY.includes(claimName))
    yield {
      path: [...path, "claimName"],
      message: `is ${JSON.stringify(claimName)}. Give another claim's name; ${LOOKED_AT_ANYWAY.join(", ")} are looked at anyway.`,
    };
  if (expectedValues !== undefined && (expectedValues.length === 0 || expectedValues.includes("")))
    yield { path: [...path, "expectedValues"], message: "has no value, or an empty one. Give the value, or leave it out for any." };
}
