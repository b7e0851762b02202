import { ACCOUNT_ID, REGION } from "./place";
import type { Properties } from "./properties";

/** What a data source of the provider answers; throws if it is not known. */
export function callFunction(token: string): Properties {
  const answer = ANSWERS[token];
  if (answer === undefined) throw new Error(`tests/engine/provider/functions.ts does not know ${token}`);
  return answer;
}

const ANSWERS: Readonly<Record<string, Properties>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": {
    accountId: ACCOUNT_ID,
    arn: `arn:aws:iam::${ACCOUNT_ID}:user/tester`,
    id: ACCOUNT_ID,
    userId: "AIDATESTER",
  },
  "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "amazonaws.com", id: "aws", reverseDnsPrefix: "com.amazonaws" },
  "aws:index/getRegion:getRegion": {
    region: REGION,
    id: REGION,
    name: REGION,
    description: REGION,
    endpoint: `ec2.${REGION}.amazonaws.com`,
  },
};
