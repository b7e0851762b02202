import assert from "node:assert/strict";
import fc from "fast-check";
import { invocationUri, parseInvocationUri } from "../../definition/index";

const functionArn = fc
  .tuple(
    fc.constantFrom("aws", "aws-cn", "aws-us-gov"),
    fc.constantFrom("eu-west-1", "cn-north-1"),
    fc.constantFrom("calc", "calc:live", "calc:$LATEST", "calc:7", "${stageVariables.function}"),
  )
  .map(([partition, region, name]) => `arn:${partition}:lambda:${region}:123456789012:function:${name}`);

describe("A function's invocation uri", () => {
  it("is in the function's own partition and region", () => {
    assert.equal(
      invocationUri("arn:aws-cn:lambda:cn-north-1:123456789012:function:calc:live"),
      "arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/arn:aws-cn:lambda:cn-north-1:123456789012:function:calc:live/invocations",
    );
  });

  it("has another form for streaming", () => {
    assert.equal(
      invocationUri("arn:aws:lambda:us-east-1:123456789012:function:calc", true),
      "arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/arn:aws:lambda:us-east-1:123456789012:function:calc/response-streaming-invocations",
    );
  });

  it("is read as the function that it names", () => {
    fc.assert(
      fc.property(functionArn, fc.boolean(), (arn, streaming) => {
        assert.deepEqual(parseInvocationUri(invocationUri(arn, streaming)), { functionArn: arn, streaming });
      }),
    );
  });

  it("is not read from what names something else", () => {
    for (const uri of [
      "",
      "http://x",
      "arn:aws:apigateway:us-east-1:sqs:path/123456789012/queue",
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/x",
    ]) {
      assert.equal(parseInvocationUri(uri), undefined, uri);
    }
  });

  it("refuses what is no function's ARN", () => {
    for (const arn of ["calc", "arn:aws:sqs:us-east-1:123456789012:queue", "arn:aws:lambda:us-east-1:123456789012:layer:x"]) {
      assert.throws(() => invocationUri(arn), TypeError, arn);
    }
  });
});
