import assert from "node:assert/strict";
import { createSign, generateKeyPairSync } from "node:crypto";
import { createLocalJWKSet } from "jose";
import type { JsonObject } from "../../definition/index";
import type { HttpRequest, TokenIssuers } from "../../gateway/index";
import { allow, answerOf, EXECUTION_ARN, gatewayOf, proxy, ROLE, send, type TestApi, uriOf } from "./api";

interface AuthorizerEvent {
  readonly type: string;
  readonly methodArn: string;
  readonly authorizationToken: string;
  readonly headers: Readonly<Record<string, string>>;
}

const lambda = (more: object = {}) => ({
  type: "token",
  authorizerUri: uriOf("auth"),
  authorizerCredentials: ROLE,
  authorizerResultTtlInSeconds: 0,
  ...more,
});

function guarded(authorizer: object, run: (event: AuthorizerEvent) => unknown, more: Partial<TestApi> = {}) {
  const scheme = {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": authorizer,
  };
  return gatewayOf({
    paths: { "/{proxy+}": { get: { ...proxy("echo"), security: [{ auth: [] }] } } },
    functions: { auth: run, echo: (event: unknown) => ({ body: JSON.stringify(event) }) },
    ...more,
    document: { components: { securitySchemes: { auth: scheme } }, ...more.document },
  });
}

const allowed = (resource = "*") => ({ principalId: "me", policyDocument: allow("execute-api:Invoke", resource) });
const token = { headers: { authorization: "t" } };

describe("A TOKEN authorizer", () => {
  it("gets the whole header and the method's ARN with the real path", async () => {
    let seen: AuthorizerEvent | undefined;
    const gateway = guarded(lambda(), (event) => {
      seen = event;
      return { ...allowed(event.methodArn), context: { n: 5, b: true, nothing: null } };
    });
    const { status, text } = await send(gateway, "GET", "/a/b", { headers: { authorization: "Bearer x" } });
    assert.equal(status, 200);
    assert.deepEqual(seen, { type: "TOKEN", methodArn: `${EXECUTION_ARN}/test/GET/a/b`, authorizationToken: "Bearer x" });
    assert.deepEqual(JSON.parse(text).requestContext.authorizer, { n: "5", b: "true", principalId: "me", integrationLatency: 0 });
  });

  it("refuses a missing or malformed token with 401, and does not ask", async () => {
    const gateway = guarded(lambda({ identityValidationExpression: "Bearer [a-z]+" }), () => allowed());
    assert.equal((await send(gateway, "GET", "/a")).status, 401);
    assert.equal((await send(gateway, "GET", "/a", { headers: { Authorization: "Bearer abc1" } })).status, 401);
    assert.equal(gateway.invocations.length, 0);
  });

  it("refuses with 403 what the policy denies or does not allow", async () => {
    const statement = (Effect: string, Resource: string) => ({ Effect, Resource, Action: "execute-api:Invoke" });
    const deny = guarded(lambda(), () => ({
      principalId: "me",
      policyDocument: { Version: "2012-10-17", Statement: [statement("Allow", "*"), statement("Deny", `${EXECUTION_ARN}/*/GET/a`)] },
    }));
    const denied = await send(deny, "GET", "/a", token);
    assert.deepEqual(
      [denied.status, JSON.parse(denied.text)],
      [403, { Message: "User is not authorized to access this resource with an explicit deny in an identity-based policy" }],
    );
    assert.equal((await send(deny, "GET", "/b", token)).status, 200);
    const elsewhere = await send(
      guarded(lambda(), () => allowed(`${EXECUTION_ARN}/test/GET/other`)),
      "GET",
      "/a",
      token,
    );
    assert.deepEqual([elsewhere.status, JSON.parse(elsewhere.text)], [403, { Message: "User is not authorized to access this resource" }]);
  });

  const outputs = {
    "no object": "x",
    "no policy": { principalId: "me" },
    "no principal": { policyDocument: allow("*", "*") },
    "an object in its context": { ...allowed(), context: { a: {} } },
  };
  for (const [name, output] of Object.entries(outputs)) {
    it(`fails with 500 for ${name}`, async () => {
      const { status, text, headers } = await send(
        guarded(lambda(), () => output),
        "GET",
        "/a",
        token,
      );
      assert.deepEqual([status, text, headers["x-amzn-errortype"]], [500, '{"message":null}', "AuthorizerConfigurationException"]);
    });
  }

  it("fails with 500 where it may not be invoked, and the log names its source ARN", async () => {
    const { status, trace } = await send(
      guarded(lambda({ authorizerCredentials: undefined }), () => allowed()),
      "GET",
      "/a",
      token,
    );
    assert.equal(status, 500);
    assert.ok(trace.some((line) => line.includes(`${EXECUTION_ARN}/authorizers/`)));
  });

  it("fails with 401 where the function fails with Unauthorized, with 500 where it fails otherwise", async () => {
    const failing = (message: string) =>
      guarded(lambda(), () => {
        throw new Error(message);
      });
    assert.equal((await send(failing("Unauthorized"), "GET", "/a", token)).status, 401);
    assert.equal((await send(failing("Unauthorized "), "GET", "/a", token)).status, 500);
  });

  it("is asked again when its result has expired, and for another token", async () => {
    const gateway = guarded(lambda({ authorizerResultTtlInSeconds: 60 }), ({ methodArn }) => allowed(methodArn));
    await send(gateway, "GET", "/a", token);
    assert.equal((await send(gateway, "GET", "/b", token)).status, 403);
    const asked = () => gateway.invocations.filter(({ functionArn }) => functionArn.endsWith("auth")).length;
    assert.equal(asked(), 1);
    await send(gateway, "GET", "/a", { headers: { authorization: "u" } });
    assert.equal(asked(), 2);
    gateway.advance(60_001);
    await send(gateway, "GET", "/b", token);
    assert.equal(asked(), 3);
  });
});

describe("A method's ARN", () => {
  it("refuses a path with which it has more than 1,600 bytes", async () => {
    const gateway = guarded(lambda(), () => allowed());
    assert.equal((await send(gateway, "GET", `/${"a".repeat(1600)}`, token)).status, 414);
  });

  // Developer guide, quotas: "ARN length of a method with authorization".
  it("has any length where nobody has to be allowed", async () => {
    const open = gatewayOf({ paths: { "/{a}": { get: proxy("echo") } }, functions: { echo: () => ({}) } });
    assert.equal((await send(open, "GET", `/${"a".repeat(1600)}`)).status, 200);
  });
});

describe("A REQUEST authorizer", () => {
  const request = lambda({
    type: "request",
    identitySource: "method.request.header.X-A, method.request.querystring.q",
    authorizerResultTtlInSeconds: 300,
  });

  it("gets the request without its body", async () => {
    let seen: AuthorizerEvent | undefined;
    const gateway = guarded(request, (event) => {
      seen = event;
      return allowed();
    });
    assert.equal((await send(gateway, "GET", "/a?q=1", { headers: { "X-A": "1" } })).status, 200);
    assert.equal(seen?.type, "REQUEST");
    assert.equal(seen?.headers["X-A"], "1");
    assert.deepEqual(["body" in (seen ?? {}), "isBase64Encoded" in (seen ?? {})], [false, false]);
  });

  it("refuses a missing identity source with 401 where it caches, and asks where it does not", async () => {
    const caching = guarded(request, () => allowed());
    assert.equal((await send(caching, "GET", "/a", { headers: { "X-A": "1" } })).status, 401);
    assert.equal(
      (
        await send(
          guarded({ ...request, authorizerResultTtlInSeconds: 0 }, () => allowed()),
          "GET",
          "/a",
        )
      ).status,
      200,
    );
  });
});

describe("A resource policy", () => {
  const policyApi = (...Statement: object[]) =>
    gatewayOf({
      paths: { "/a": { get: proxy("echo") } },
      functions: { echo: () => ({}) },
      document: { "x-amazon-apigateway-policy": { Version: "2012-10-17", Statement } },
    });
  const anyone = { Principal: "*", Action: "execute-api:Invoke" };

  it("allows nothing where it cannot be read", async () => {
    const Condition = { IpAdress: { "aws:SourceIp": "203.0.113.0/24" } };
    const api = policyApi({ ...anyone, Effect: "Allow", Resource: "execute-api:/*", Condition });
    assert.equal((await send(api, "GET", "/a")).status, 403);
  });

  it("must allow the caller", async () => {
    assert.equal((await send(policyApi({ ...anyone, Effect: "Allow", Resource: "execute-api:/test/GET/a" }), "GET", "/a")).status, 200);
    const { status, text } = await send(policyApi({ ...anyone, Effect: "Allow", Resource: "execute-api:/prod/*" }), "GET", "/a");
    const resource = "arn:aws:execute-api:us-east-1:********9012:a1b2c3d4e5/test/GET/a";
    const Message = `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${resource} because no resource-based policy allows the execute-api:Invoke action`;
    assert.deepEqual([status, JSON.parse(text)], [403, { Message }]);
  });

  it("refuses by its deny, whatever it allows", async () => {
    const Condition = { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } };
    const { status, text } = await send(
      policyApi(
        { ...anyone, Effect: "Allow", Resource: "execute-api:/*" },
        { ...anyone, Effect: "Deny", Resource: "execute-api:/*", Condition },
      ),
      "GET",
      "/a",
    );
    assert.equal(status, 403);
    assert.match(JSON.parse(text).Message, / with an explicit deny$/);
  });

  // Developer guide: condition keys that can be used in resource policies.
  it("knows the time, the referrer, the client and that the request came by TLS", async () => {
    const statusWith = async (Condition: object) => {
      const headers = { Referer: "https://example.com/a", "User-Agent": "tests" };
      return (await send(policyApi({ ...anyone, Effect: "Allow", Resource: "execute-api:/*", Condition }), "GET", "/a", { headers }))
        .status;
    };
    for (const [Condition, status] of [
      [{ StringLike: { "aws:Referer": "https://example.com/*" }, StringEquals: { "aws:UserAgent": "tests" } }, 200],
      [{ StringLike: { "aws:Referer": "https://example.org/*" } }, 403],
      [{ Bool: { "aws:SecureTransport": "true" } }, 200],
      [{ DateLessThan: { "aws:CurrentTime": "2026-01-02T00:00:00Z" }, NumericGreaterThan: { "aws:EpochTime": "1767000000" } }, 200],
      [{ DateGreaterThan: { "aws:CurrentTime": "2026-01-02T00:00:00Z" } }, 403],
    ] as const)
      assert.equal(await statusWith(Condition), status, JSON.stringify(Condition));
  });

  it("denies before a Lambda authorizer is asked", async () => {
    const gateway = guarded(lambda(), () => allowed(), {
      document: {
        "x-amazon-apigateway-policy": { Version: "2012-10-17", Statement: [{ ...anyone, Effect: "Deny", Resource: "execute-api:/*" }] },
      },
    });
    assert.deepEqual([(await send(gateway, "GET", "/a", token)).status, gateway.invocations.length], [403, 0]);
  });
});

describe("A method with AWS_IAM", () => {
  const user = "arn:aws:iam::123456789012:user/jane";
  const scheme = { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" };
  const credentials = {
    accessKeyId: "AKIDEXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    accountId: "123456789012",
    userArn: user,
    userId: "AIDAEXAMPLE",
  };
  const guardedByIam = (policy: object, more: object = {}) =>
    gatewayOf({
      paths: { "/pets": { get: { ...proxy("echo"), security: [{ iam: [] }] } } },
      document: { components: { securitySchemes: { iam: scheme } }, ...more },
      functions: { echo: (event: unknown) => ({ body: JSON.stringify(event) }) },
      options: { clock: () => Date.parse("2015-08-30T12:36:00Z"), credentials: [{ ...credentials, policies: [policy as JsonObject] }] },
    });
  /** Signed by AWS's own signer. */
  const signed = (signature = "82605f77e91439e8985c6748d7b7b30cb124a099a705779e544b58f2c90a1785"): HttpRequest => ({
    method: "GET",
    target: "/test/pets",
    headers: [
      ["Host", "a.execute-api.us-east-1.amazonaws.com"],
      ["X-Amz-Content-Sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
      ["X-Amz-Date", "20150830T123600Z"],
      [
        "Authorization",
        `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/execute-api/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=${signature}`,
      ],
    ],
    body: Buffer.alloc(0),
    sourceIp: "192.0.2.1",
    protocol: "HTTP/1.1",
  });

  it("refuses an unsigned request as one without a token", async () => {
    const { status, text } = await send(guardedByIam(allow("*", "*")), "GET", "/pets");
    assert.deepEqual([status, text], [403, '{"message":"Missing Authentication Token"}']);
  });

  it("knows who signed, and keeps the signature from the function", async () => {
    const { status, text } = await answerOf(
      await guardedByIam(allow("execute-api:Invoke", `${EXECUTION_ARN}/test/GET/pets`)).handle(signed()),
    );
    assert.equal(status, 200);
    const { requestContext, headers } = JSON.parse(text);
    const { accessKey, accountId, caller, userArn } = requestContext.identity;
    assert.deepEqual([accessKey, accountId, caller, userArn], ["AKIDEXAMPLE", "123456789012", "AIDAEXAMPLE", user]);
    assert.equal(headers.Authorization, undefined);
  });

  it("refuses a wrong signature", async () => {
    const { status, headers } = await answerOf(await guardedByIam(allow("*", "*")).handle(signed("0".repeat(64))));
    assert.deepEqual([status, headers["x-amzn-errortype"]], [403, "InvalidSignatureException"]);
  });

  it("needs the caller's policy or the resource policy of its account, and no deny", async () => {
    const statement = (Effect: string) => ({ Effect, Principal: { AWS: user }, Action: "execute-api:Invoke", Resource: "execute-api:/*" });
    const policyOf = (Effect: string) => ({ "x-amazon-apigateway-policy": { Version: "2012-10-17", Statement: [statement(Effect)] } });
    const none = await answerOf(await guardedByIam(allow("s3:*", "*")).handle(signed()));
    assert.deepEqual(
      [none.status, JSON.parse(none.text).Message.startsWith(`User: ${user} is not authorized to perform: execute-api:Invoke`)],
      [403, true],
    );
    assert.equal((await guardedByIam(allow("s3:*", "*"), policyOf("Allow")).handle(signed())).status, 200);
    assert.equal((await guardedByIam(allow("*", "*"), policyOf("Deny")).handle(signed())).status, 403);
  });

  it("knows the caller's account and ARN in the conditions of a resource policy", async () => {
    const unless = (Condition: object) => ({
      "x-amazon-apigateway-policy": {
        Version: "2012-10-17",
        Statement: [{ Effect: "Deny", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*", Condition }],
      },
    });
    const status = async (Condition: object) => (await guardedByIam(allow("*", "*"), unless(Condition)).handle(signed())).status;
    assert.equal(await status({ StringNotEquals: { "aws:PrincipalAccount": "123456789012" } }), 200);
    assert.equal(await status({ StringNotEquals: { "aws:PrincipalAccount": "210987654321" } }), 403);
    assert.equal(await status({ ArnNotEquals: { "aws:PrincipalArn": user } }), 200);
    assert.equal(await status({ StringEquals: { "aws:username": "jane", "aws:userid": "AIDAEXAMPLE", "aws:PrincipalType": "User" } }), 403);
  });
});

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const keySet = createLocalJWKSet({ keys: [{ ...JSON.parse(JSON.stringify(pair.publicKey.export({ format: "jwk" }))), kid: "k" }] });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = Date.UTC(2026, 0, 1) / 1000;

function signed(claims: object): string {
  const text = `${part({ alg: "RS256", kid: "k" })}.${part({ exp: now + 60, ...claims })}`;
  return `${text}.${createSign("sha256").update(text).sign(pair.privateKey, "base64url")}`;
}

function guardedByTokens(scopes: readonly string[], authorizer: object, tokenIssuers: Partial<TokenIssuers> = {}, stage: object = {}) {
  const scheme = { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authorizer": authorizer };
  return gatewayOf({
    paths: { "/a": { get: { ...proxy("echo"), security: [{ tokens: scopes }] } } },
    document: { components: { securitySchemes: { tokens: scheme } } },
    functions: { echo: (event: unknown) => ({ body: JSON.stringify(event) }) },
    options: {
      tokenIssuers: { keysOf: () => keySet, ...tokenIssuers },
      stage: { name: "test", variables: {}, tracing: false, methodSettings: {}, ...stage },
    },
  });
}

describe("A user pool authorizer", () => {
  const pool = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI";
  const tokenOf = (claims: object) =>
    signed({ iss: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI", aud: "c", ...claims });
  const gateway = (scopes: readonly string[] = [], more: object = {}, issuers: Partial<TokenIssuers> = {}) =>
    guardedByTokens(scopes, { type: "cognito_user_pools", providerARNs: [pool], ...more }, issuers);
  const by = (authorization: string, scopes?: readonly string[]) =>
    send(gateway(scopes), "GET", "/a", { headers: { Authorization: authorization } });

  it("hands the claims on as texts", async () => {
    const { status, text } = await by(`Bearer ${tokenOf({ token_use: "id", "cognito:groups": ["a", "b"], email_verified: true })}`);
    assert.equal(status, 200);
    const { claims } = JSON.parse(text).requestContext.authorizer;
    assert.deepEqual([claims["cognito:groups"], claims.email_verified, claims.exp], ["a,b", "true", "Thu Jan 01 00:01:00 UTC 2026"]);
  });

  it("refuses no token, a forged one, and one that has expired or lacks the scope, with 401", async () => {
    assert.equal((await send(gateway(), "GET", "/a")).status, 401);
    assert.equal((await by(`${tokenOf({ token_use: "id" })}x`)).text, '{"message":"Unauthorized"}');
    const expired = await by(tokenOf({ token_use: "id", exp: now - 1 }));
    assert.deepEqual([expired.status, expired.text], [401, '{"message":"The incoming token has expired"}']);
    assert.equal((await by(tokenOf({ token_use: "access", scope: "x" }), ["y"])).status, 401);
    assert.equal((await by(tokenOf({ token_use: "access", scope: "x y" }), ["y"])).status, 200);
  });

  it("refuses an access token where no scope is asked for, an ID token where one is, and another pool's token", async () => {
    assert.equal((await by(tokenOf({ token_use: "access", scope: "y" }))).status, 401);
    assert.equal((await by(tokenOf({ token_use: "id", scope: "y" }), ["y"])).status, 401);
    assert.equal((await by(tokenOf({ token_use: "id", iss: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_b" }))).status, 401);
  });

  it("knows the issuers of China", async () => {
    const china = "arn:aws-cn:cognito-idp:cn-north-1:123456789012:userpool/cn-north-1_AbCdEfGhI";
    const token = signed({ iss: "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbCdEfGhI", token_use: "id" });
    const { status } = await send(gateway([], { providerARNs: [pool, china] }), "GET", "/a", { headers: { Authorization: token } });
    assert.equal(status, 200);
  });

  it("takes the tokens of a provider that stands for its pools, which tell no use", async () => {
    const token = signed({ iss: "http://localhost:8080", scope: "y" });
    const of = async (scopes: readonly string[], localIssuer: string) =>
      (await send(gateway(scopes, {}, { localIssuer }), "GET", "/a", { headers: { Authorization: token } })).status;
    assert.deepEqual(
      [await of([], "http://localhost:8080"), await of(["y"], "http://localhost:8080"), await of([], "http://localhost:1")],
      [200, 200, 401],
    );
  });

  it("refuses a token whose audience does not match its expression", async () => {
    const of = async (identityValidationExpression: string) =>
      (await send(gateway([], { identityValidationExpression }), "GET", "/a", { headers: { Authorization: tokenOf({ token_use: "id" }) } }))
        .status;
    assert.deepEqual([await of("c|d"), await of("d")], [200, 401]);
  });
});

describe("A JWT authorizer", () => {
  const issuer = "https://login.example.com/";
  const rules = {
    issuer,
    audiences: ["shop", "app"],
    additionalClaims: [{ claimName: "tenant", format: "SINGLE_STRING", required: true, expectedValues: ["north"] }],
  };
  const authorizer = (parts: object = {}) => ({
    type: "jwt",
    identitySource: "method.request.header.Authorization",
    jwtConfiguration: {
      issuers: [
        { ...rules, ...parts },
        { issuer: "https://other.example", audiences: ["app"] },
      ],
      defaultAlgorithms: ["RS256"],
    },
  });
  const gateway = (scopes: readonly string[] = [], issuers: Partial<TokenIssuers> = {}, stage: object = {}) =>
    guardedByTokens(scopes, authorizer(), issuers, stage);
  const GOOD = { iss: issuer, aud: ["x", "shop"], tenant: "north" };
  const by = async (claims: object, scopes: readonly string[] = [], issuers: Partial<TokenIssuers> = {}) =>
    send(gateway(scopes, issuers), "GET", "/a", { headers: { Authorization: `Bearer ${signed({ ...GOOD, ...claims })}` } });

  it("hands the claims on to proxy functions as they are", async () => {
    const { status, text } = await by({ roles: ["user"], version: "42", address: { city: "Seattle" }, name: "é" });
    assert.equal(status, 200);
    const { exp, roles, version, address, name } = JSON.parse(text).requestContext.authorizer.claims;
    assert.deepEqual([exp, roles, version, address, name], [now + 60, ["user"], "42", { city: "Seattle" }, "é"]);
  });

  it("hands them on to mappings, templates and access logs as JSON text in ASCII", async () => {
    const format =
      "$context.authorizer.claims.name $context.authorizer.claims.iat $context.authorizer.claims.roles $context.authorizer.claims.city";
    const one = gateway([], {}, { accessLogFormat: format });
    const token = signed({ ...GOOD, name: 'Doe, "Jané"', iat: now, roles: ["user", "editor"], city: "Seattle" });
    await send(one, "GET", "/a", { headers: { Authorization: token } });
    assert.deepEqual(one.accessLog, [`"Doe, \\"Jan\\u00E9\\"" ${now} ["user","editor"] "Seattle"`]);
  });

  const REFUSED: readonly (readonly [title: string, claims: object])[] = [
    ["another issuer", { iss: "https://evil.example" }],
    ["an issuer without its slash", { iss: issuer.slice(0, -1) }],
    ["another audience", { aud: "bank" }],
    ["another trusted issuer's audience", { iss: "https://other.example", aud: "shop" }],
    ["a lacking claim", { tenant: undefined }],
    ["another value of a claim", { tenant: "North" }],
    ["a claim that is no text", { tenant: ["north"] }],
    ["a time that has not come", { nbf: now + 1 }],
    ["an issue in the future", { iat: now + 1 }],
  ];
  for (const [title, claims] of REFUSED)
    it(`refuses ${title} with 401`, async () => {
      const { status, text, headers } = await by(claims);
      assert.deepEqual([status, text, headers["x-amzn-errortype"]], [401, '{"message":"Unauthorized"}', "UnauthorizedException"]);
    });

  it("refuses no token and an expired one with 401", async () => {
    assert.equal((await send(gateway(), "GET", "/a")).status, 401);
    const { status, text } = await by({ exp: now });
    assert.deepEqual([status, text], [401, '{"message":"The incoming token has expired"}']);
  });

  it("lets a token with one of the scopes pass, by scope or scp, and refuses others with 403", async () => {
    const statuses = await Promise.all(
      [{ scope: "a b" }, { scp: ["b"] }, { scp: "b" }, { scope: "a" }, {}].map(async (claims) => (await by(claims, ["b", "c"])).status),
    );
    assert.deepEqual(statuses, [200, 200, 200, 403, 403]);
    const { text } = await by({}, ["b"]);
    assert.equal(text, '{"Message":"User is not authorized to access this resource"}');
  });

  it("takes client_id where there is no audience, and each trusted issuer by its own rules", async () => {
    assert.equal((await by({ aud: undefined, client_id: "app" })).status, 200);
    assert.equal((await by({ aud: "bank", client_id: "app" })).status, 401);
    assert.equal((await by({ iss: "https://other.example", aud: "app", tenant: undefined })).status, 200);
  });

  it("takes the tokens of a provider that stands for its issuers, by any issuer's rules", async () => {
    const localIssuer = "http://localhost:8080";
    assert.equal((await by({ iss: localIssuer }, [], { localIssuer })).status, 200);
    assert.equal((await by({ iss: localIssuer, aud: "bank" }, [], { localIssuer })).status, 401);
  });

  it("answers 500 where the keys cannot be had, and the log says what to do", async () => {
    const keysOf = () => async () => {
      throw new Error("give the keys by --jwks");
    };
    const { status, trace } = await by({}, [], { keysOf });
    assert.equal(status, 500);
    assert.match(trace.join("\n"), /the keys of https:\/\/login\.example\.com\/ cannot be had: give the keys by --jwks/);
  });
});
