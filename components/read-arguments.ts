import type * as pulumi from "@pulumi/pulumi";
import {
  type Account,
  type ApiArguments,
  type ApiDefinition,
  check,
  checkApiStages,
  checkOpenApi,
  defineApi,
  lateValue,
  type Problem,
  type StageDefinition,
} from "../definition/index";
import { isJoined, type JoinedArguments, joinGivenOpenApi } from "./joined-openapi";
import type { FunctionTarget } from "./lambda/function-reference";
import type { LateValues, References } from "./late-values";
import { functionsOf, knownTarget, type OpenApiGiven, settingsOf, sourceOf } from "./openapi";
import { type NamedArguments, nameReferences } from "./references";

/** What the arguments of an API mean, whether they are written in TypeScript or brought along as an OpenAPI document. */
export interface ReadArguments extends Pick<NamedArguments, "invokedByRole" | "servicePolicies"> {
  readonly definition: ApiDefinition;
  /** Functions by the text that stands for their invocation uri. */
  readonly functions: ReadonlyMap<string, FunctionTarget>;
  /** Where its author wrote a part of the definition, if in a document. */
  readonly place: JoinedArguments["place"] | undefined;
  /** All that is wrong with the API and these stages of it. */
  problems(stages: readonly StageDefinition[]): readonly Problem[];
}

/** Reads an API's arguments, and keeps in `late` what of them is known only at deployment. */
export function readArguments(name: string, args: OpenApiGiven, account: Account, late: LateValues, component: pulumi.Resource): ReadArguments {
  const source = sourceOf(args, late, component);
  const joined = source === undefined || "problems" in source || !isJoined(args) ? undefined : joinGivenOpenApi(name, args, source);
  const written: ApiArguments<References> = joined !== undefined && "args" in joined ? joined.args : { ...args, routes: args.routes ?? {} };
  const named = nameReferences(written, late, args.lambdaAccess === "role" ? lateValue("invoke role") : undefined, component);
  const given =
    source === undefined || "problems" in source || joined !== undefined
      ? undefined
      : checkOpenApi(source, settingsOf(name, args, named.args.vpcEndpoints), account);
  const place = joined !== undefined && "place" in joined ? joined.place : given?.place;
  const definition = given?.definition ?? defineApi(name, named.args);
  const functions = given?.definition === undefined ? named.functions : functionsOf(given.definition);
  return {
    servicePolicies: named.servicePolicies,
    invokedByRole: named.invokedByRole.map((target) => knownTarget(target, late)),
    definition,
    place,
    functions: new Map([...functions].map(([uri, target]) => [uri, knownTarget(target, late)])),
    problems: (stages) => {
      const unreadable = [source, joined, given].find((read) => read !== undefined && "problems" in read && read.problems.length > 0);
      if (unreadable !== undefined && "problems" in unreadable) return [...unreadable.problems, ...checkApiStages(stages, definition, account)];
      if (given !== undefined) return checkApiStages(stages, definition, account);
      return check(named.args, definition, stages, account, place);
    },
  };
}
