const { randomBytes, randomUUID } = require("node:crypto");

/** What a Lambda proxy integration makes of a request: its event, the headers of its answer, and a line of the log, written with others. */
exports.begin = (request, body) => {
  const started = performance.now();
  const now = new Date();
  const [requestId, extendedRequestId] = [randomUUID(), randomBytes(9).toString("base64")];
  const trace = `Root=1-${Math.floor(now / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
  const [path, query = ""] = request.url.split("?");
  const queries = valuesOf([...new URLSearchParams(query)]);
  const headers = valuesOf([
    ...pairs(request.rawHeaders),
    ["X-Amzn-Trace-Id", trace],
    ["X-Forwarded-For", "127.0.0.1"],
    ["X-Forwarded-Port", "443"],
    ["X-Forwarded-Proto", "https"],
  ]);
  const event = {
    resource: "/proxy",
    path,
    httpMethod: request.method,
    headers: headers.last,
    multiValueHeaders: headers.all,
    queryStringParameters: queries.last,
    multiValueQueryStringParameters: queries.all,
    pathParameters: null,
    stageVariables: null,
    requestContext: {
      resourceId: "abc123",
      resourcePath: "/proxy",
      httpMethod: request.method,
      extendedRequestId,
      requestTime: now.toUTCString(),
      path: `/dev${path}`,
      accountId: "123456789012",
      protocol: "HTTP/1.1",
      stage: "dev",
      domainPrefix: "abcdefghij",
      requestTimeEpoch: Number(now),
      requestId,
      identity: { ...NOBODY, sourceIp: "127.0.0.1", userAgent: headers.last["User-Agent"] },
      domainName: "abcdefghij.execute-api.us-east-1.amazonaws.com",
      deploymentId: "abcdef",
      apiId: "abcdefghij",
    },
    body: body === "" ? null : body,
    isBase64Encoded: false,
  };
  return {
    event,
    headers: { "x-amzn-RequestId": requestId, "x-amz-apigw-id": extendedRequestId, "X-Amzn-Trace-Id": trace },
    end: (status) => write(`${request.method} ${path} ${status} ${(performance.now() - started).toFixed(0)} ms ${requestId}\n`),
  };
};

const NOBODY = {
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  user: null,
};

function* pairs(raw) {
  for (let at = 0; at < raw.length; at += 2) yield [raw[at], raw[at + 1]];
}

function valuesOf(named) {
  const [last, all] = [{}, {}];
  for (const [name, value] of named) {
    last[name] = value;
    if (all[name]) all[name].push(value);
    else all[name] = [value];
  }
  return { last, all };
}

let lines = "";
function write(line) {
  if (lines === "") setTimeout(flush, 10);
  lines += line;
}

function flush() {
  process.stdout.write(lines);
  lines = "";
}
