/** Secrets Manager, as far as functions read from it. */
import { CURRENT } from "../program/index";
import { authorize, type JsonService, type Operation, ServiceFault, textIn } from "./json-service";
import { authorizeKey, type StoredValuesOptions } from "./stored";

export function secretsManager({ values, missing }: StoredValuesOptions): JsonService {
  /** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
  const getSecretValue: Operation = (input, caller) => {
    const id = textIn(input, "SecretId");
    const { name, arn, key, versions } = values.secret(id);
    authorize(caller, "secretsmanager:GetSecretValue", arn);
    const { VersionId, VersionStage = VersionId === undefined ? CURRENT : undefined } = input;
    const found = versions.find(
      (version) =>
        (VersionId === undefined || version.id === VersionId) &&
        (VersionStage === undefined || version.stages.includes(String(VersionStage))),
    );
    if (found === undefined && versions.length > 0) {
      const which = VersionStage === undefined ? `VersionId: ${VersionId}` : `staging label: ${VersionStage}`;
      throw new ServiceFault("ResourceNotFoundException", `Secrets Manager can't find the specified secret value for ${which}`);
    }
    if (found === undefined) throw new ServiceFault("ResourceNotFoundException", missing("secret", id, "secretString"));
    authorizeKey(caller, key);
    return {
      ARN: arn,
      Name: name,
      VersionId: found.id,
      ...(found.text !== undefined && { SecretString: found.text }),
      ...(found.binary !== undefined && { SecretBinary: found.binary }),
      VersionStages: found.stages,
      CreatedDate: CREATED,
    };
  };
  return { name: "secretsmanager", takesQueries: false, operations: { GetSecretValue: getSecretValue } };
}

/** Seconds since the epoch: when a program is made is nothing that it says. */
const CREATED = 1_700_000_000;
