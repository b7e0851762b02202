import { isLateValue } from "../late-values";
import { parseArn } from "./arns";
import { ACCESS_LOG_FORMAT_BYTES } from "./quotas";
import type { DefinitionPath, Refusal } from "./refusal";

/** What is wrong with the format of an access log's lines. */
export function* checkAccessLogFormat(path: DefinitionPath, format: string): Iterable<Refusal> {
  if (format.trim() === "") {
    // Recorded: UpdateStage.
    yield { path, message: "is empty; leave it out for no access log.", aws: "Access Log value must not be empty" };
    return;
  }
  // Reported: https://github.com/ministryofjustice/cloud-platform-environments/pull/12962.
  if (/[\r\n](?![\r\n]*$)/.test(format))
    yield {
      path,
      message: "has several lines; write it on one.",
      aws: "Access Log format must be single line, new line character is allowed only at end of the format",
    };
  // Reported: https://github.com/badmintoncryer/cdk-preflight, pf-apigw-access-log-format-request-id.
  if (!/\$context\.(?:requestId|extendedRequestId)\b/.test(format))
    yield {
      path,
      message: "does not tell one request from another; name one of both.",
      aws: "Access Log format must include either $context.requestId or $context.extendedRequestId",
    };
  const bytes = Buffer.byteLength(format);
  if (bytes > ACCESS_LOG_FORMAT_BYTES)
    yield { path, message: `has ${bytes} bytes. It may have ${ACCESS_LOG_FORMAT_BYTES}; name fewer variables.` };
}

/**
 * What is wrong with where an access log goes:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging-using-kinesis.html
 */
export function* checkAccessLogDestination(path: DefinitionPath, destination: string): Iterable<Refusal> {
  if (isLateValue(destination)) return;
  const arn = parseArn(destination);
  const isLogGroup = arn?.service === "logs" && /^log-group:[^:*]+(?::\*)?$/.test(arn.resource);
  const isStream = arn?.service === "firehose" && arn.resource.startsWith("deliverystream/amazon-apigateway-");
  if (!isLogGroup && !isStream)
    yield {
      path,
      message: `is ${JSON.stringify(destination)}. Give the ARN of a log group, arn:aws:logs:<region>:<account>:log-group:<name>, or of a Firehose stream whose name begins with amazon-apigateway-.`,
      // Reported: https://github.com/badmintoncryer/cdk-preflight, pf-apigw-stage-access-log-firehose-prefix and …-destination-arn.
      aws:
        arn?.service === "firehose"
          ? `Kinesis Firehose delivery stream name must begin with the characters 'amazon-apigateway-': '${arn.resource}'`
          : "Invalid ARN specified in the request. The ARN must be a valid CloudWatch Logs log group or Kinesis Data Firehose delivery stream ARN.",
    };
}
