import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnParts, functionArnParts, invocationUri, parseInvocationUri } from "../../definition/index";
import type { LambdaFunction } from "../lambda/lambda-function";
import { mapText } from "../late/text";
import { isComponent } from "../resource-type";
import { logicalName } from "./logical-name";

/**
 * What may stand for a function: this package's component, the resource, one of its aliases, the ARN of a function that is not part of the
 * program (its invoke ARN, too), with or without a name, or several of them by the value of a stage variable.
 */
export type FunctionReference = SingleFunctionReference | FunctionByStageVariable;

type SingleFunctionReference = LambdaFunction<string> | aws.lambda.Function | aws.lambda.Alias | FunctionByArn | pulumi.Input<string>;

/** A function that is not part of the program, under a name of its own. */
export class FunctionByArn {
  constructor(
    /** What its permissions are named after. */
    readonly name: string,
    /** ARN of the function, of an alias or of a version. */
    readonly arn: pulumi.Input<string>,
  ) {}
}

/**
 * A function, alias or version by its ARN; the name, one for each function, is in the names of its permissions and never changes with the
 * ARN.
 */
export function functionByArn(name: string, arn: pulumi.Input<string>): FunctionByArn {
  return new FunctionByArn(name, arn);
}

/** Functions of which each stage names one by a variable. */
export class FunctionByStageVariable {
  constructor(
    /** The stage variable's name. */
    readonly variable: string,
    /** The functions by the variable's values. */
    readonly functions: Readonly<Record<string, SingleFunctionReference>>,
  ) {}
}

/**
 * The function that each stage names by this variable, whose value is the last part of the function's ARN: the name of an alias, or of a
 * function.
 * All that is before it must be the same for all.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/amazon-api-gateway-using-stage-variables.html
 */
export function byStageVariable(variable: string, functions: Readonly<Record<string, SingleFunctionReference>>): FunctionByStageVariable {
  return new FunctionByStageVariable(variable, functions);
}

/** Whether a value, which a program in JavaScript may have given, can stand for a function. */
export function isFunctionReference(value: unknown): value is FunctionReference {
  return (
    typeof value === "string" ||
    isLambdaFunction(value) ||
    isFunctionByArn(value) ||
    isByStageVariable(value) ||
    aws.lambda.Function.isInstance(value) ||
    aws.lambda.Alias.isInstance(value)
  );
}

function isLambdaFunction(value: unknown): value is LambdaFunction<string> {
  return isComponent(value, "lambda-rest-api:index:LambdaFunction");
}

function isFunctionByArn(value: unknown): value is FunctionByArn {
  return hasMembers(value, ["name", "arn"]);
}

function isByStageVariable(value: unknown): value is FunctionByStageVariable {
  return hasMembers(value, ["variable", "functions"]);
}

/** Whether it is an object of these members alone, of whichever copy of this package. */
function hasMembers(value: unknown, names: readonly string[]): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).join() === names.join();
}

/** All that an API needs to know of a function. */
export interface FunctionTarget {
  readonly name: string;
  /** ARN with its qualifier. */
  readonly arn: pulumi.Input<string>;
  readonly invokeArn: pulumi.Input<string>;
  /** Name or ARN of the function, as a permission asks for it. */
  readonly function: pulumi.Input<string>;
  /** The alias or version that the permission is on. */
  readonly qualifier?: pulumi.Input<string | undefined>;
  /** Where the function is, and so the statements of its policy. */
  readonly region?: pulumi.Input<string | undefined>;
  /** The provider that makes the function, where it is a resource with one of its own. */
  readonly provider?: pulumi.ProviderResource | undefined;
  /** Whether it is a durable function, and not an alias of one. */
  readonly isDurable?: boolean;
  /** Whether its environments are of one tenant each. */
  readonly isByTenant?: boolean;
  /** Where a stage variable names the function: the functions by its values. */
  readonly byStageVariable?: { readonly variable: string; readonly targets: ReadonlyMap<string, FunctionTarget> };
}

/** The functions that a target stands for. */
export function alternatives(target: FunctionTarget): readonly FunctionTarget[] {
  return target.byStageVariable === undefined ? [target] : [...target.byStageVariable.targets.values()];
}

/**
 * Resolves references to functions; one function has one target, whether it is given by its component, its resource, that one's ARN or that
 * ARN under a name.
 */
export class FunctionTargets {
  readonly #targets = new Map<unknown, FunctionTarget>();

  of(reference: FunctionReference): FunctionTarget {
    const identity = identityOf(reference);
    const known = this.#targets.get(identity);
    if (known) return known;
    const target = this.#target(reference);
    this.#targets.set(identity, target);
    return target;
  }

  #target(reference: FunctionReference): FunctionTarget {
    if (isLambdaFunction(reference))
      return { ...this.of(reference.function), isDurable: reference.durablePolicy !== undefined, isByTenant: reference.isByTenant };
    if (aws.lambda.Function.isInstance(reference))
      return {
        name: this.#unique(logicalName(reference) ?? "function"),
        arn: reference.arn,
        invokeArn: reference.invokeArn,
        function: reference.name,
        ...placeOf(reference),
      };
    if (aws.lambda.Alias.isInstance(reference))
      return {
        name: this.#unique(logicalName(reference) ?? "function"),
        arn: reference.arn,
        invokeArn: reference.invokeArn,
        function: reference.functionName,
        qualifier: reference.name,
        ...placeOf(reference),
      };
    if (isByStageVariable(reference)) return this.#byStageVariable(reference);
    if (isFunctionByArn(reference)) return { ...this.#target(reference.arn), name: this.#unique(reference.name) };
    const arn = mapText(reference, functionArnOf);
    return {
      name: this.#unique(typeof arn === "string" ? functionArnParts(arn).name || "function" : "function"),
      arn,
      invokeArn: mapText(arn, uriOf),
      ...partsOf(arn),
    };
  }

  #byStageVariable({ variable, functions }: FunctionByStageVariable): FunctionTarget {
    const targets = new Map(Object.entries(functions).map(([value, fn]) => [value, this.of(fn)]));
    const arn = pulumi
      .all([...targets.values()].map((target) => target.arn))
      .apply((arns) => arnByStageVariable(variable, [...targets.keys()], arns));
    return {
      name: this.#unique(`by-${variable}`),
      arn,
      invokeArn: arn.apply(uriOf),
      function: arn,
      byStageVariable: { variable, targets },
    };
  }

  #unique(name: string): string {
    const taken = new Set([...this.#targets.values()].map((target) => target.name));
    for (let count = 2, free = name; ; count++) {
      if (!taken.has(free)) return free;
      free = `${name}-${count}`;
    }
  }
}

/** A function is what its ARN is of: a text, or the resource's output, which is one object however it is reached. */
function identityOf(reference: FunctionReference): unknown {
  if (isFunctionByArn(reference)) return identityOf(reference.arn);
  if (typeof reference === "string") return functionArnOf(reference);
  if (isLambdaFunction(reference) || aws.lambda.Function.isInstance(reference) || aws.lambda.Alias.isInstance(reference))
    return reference.arn;
  return reference;
}

function arnByStageVariable(variable: string, values: readonly string[], arns: readonly string[]): string {
  // The mocks of somebody's test may give none, or what is none.
  if (!arns.every((arn) => arnParts(`${arn}`).service === "lambda")) return `\${stageVariables.${variable}}`;
  const beginnings = new Set(
    arns.map((arn, index) => (arn.endsWith(`:${values[index]}`) ? arn.slice(0, -(values[index] ?? "").length) : arn)),
  );
  const [beginning = ""] = beginnings;
  if (beginnings.size !== 1 || !beginning.endsWith(":"))
    throw new pulumi.RunError(
      `The stage variable ${variable} cannot name these functions: ${arns.join(", ")}. Their ARNs may differ in the last part alone, the variable's value.`,
    );
  return `${beginning}\${stageVariables.${variable}}`;
}

/** What a permission asks for of the ARN of a function: the function, its alias or version, and its region. */
export function partsOf(arn: pulumi.Input<string>): Pick<FunctionTarget, "function" | "qualifier" | "region"> {
  const known = pulumi.output(arn).apply(functionArnOf);
  return {
    function: known.apply((text) => functionArnParts(text).functionArn),
    qualifier: known.apply((text) => functionArnParts(text).qualifier),
    region: known.apply((text) => arnParts(text).region),
  };
}

/**
 * The ARN of a function that is given by its ARN or by its invoke ARN. `$LATEST` is the function itself: AddPermission takes no such
 * qualifier, and statements of the function count for it.
 */
function functionArnOf(arn: unknown): string {
  // As a program in JavaScript may give it.
  if (typeof arn !== "string")
    throw new pulumi.RunError("A function is given by an output of something else than its ARN; give the function itself.");
  return (parseInvocationUri(arn)?.functionArn ?? arn).replace(/:\$LATEST$/, "");
}

/** The ARN has the region, too, where the mocks of somebody's test give no other. */
function placeOf(fn: aws.lambda.Function | aws.lambda.Alias): Pick<FunctionTarget, "region" | "provider"> {
  const region = pulumi.output(fn.region).apply((known) => known ?? pulumi.interpolate`${fn.arn}`.apply((arn) => arnParts(arn).region));
  return { region, provider: fn.getProvider("aws:lambda/permission:Permission") };
}

/** The uri that invokes a function; what is no function's ARN stays as it is, for the rules to refuse. */
function uriOf(reference: string): string {
  try {
    return invocationUri(reference);
  } catch {
    return reference;
  }
}
