/** AWS_IAM: https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html */
import { Fault } from "../fault";
import { parsePolicy } from "../policy/index";
import { verifySignature } from "../signature/index";
import type { GatewayOptions } from "../types";
import type { Authorizer } from "./authorized";

/** Compiles the check of a request's signature by the access keys that are known locally. */
export function compileIam({ credentials, region, clock }: GatewayOptions): Authorizer {
  return async ({ request }) => {
    const result = verifySignature(request, { credentials, region, now: clock() });
    if (result.kind === "unsigned") throw new Fault("MISSING_AUTHENTICATION_TOKEN", { step: "authorization" });
    if (result.kind === "refused") throw new Fault(result.responseType, { errorType: result.errorType, message: result.message });
    const { accessKeyId, accountId, userArn, userId, policies } = result.credentials;
    return {
      identity: { accessKey: accessKeyId, accountId, caller: userId, user: userId, userArn },
      principal: { arn: userArn, accountId, userId },
      policy: policies.flatMap((document) => parsePolicy(document) ?? []),
    };
  };
}
