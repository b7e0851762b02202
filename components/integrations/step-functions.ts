import { body, type IntegrationArguments, jsonText, type Mapping, type RequestSource } from "../../definition/index";
import { type ArnReference, arnOf } from "../references/arn-reference";
import type { References } from "../references/references";
import { type ServiceOptions, serviceIntegration } from "./service-integration";

/** What the start of an execution takes. */
export interface StepFunctionsOptions<Variable extends string> extends ServiceOptions<Variable> {
  /** The execution's input. @default the request body */
  readonly input?: Mapping<RequestSource<Variable> | References["text"]>;
  /** The execution's name, by which a request that comes twice starts one. @default one that Step Functions makes */
  readonly name?: RequestSource<Variable>;
}

/**
 * An execution of a state machine is started, and its ARN answered:
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function stepFunctionsStartExecution<const Variable extends string = never>(
  stateMachine: ArnReference,
  options: StepFunctionsOptions<Variable> = {},
): IntegrationArguments<References, Variable> {
  return start("StartExecution", stateMachine, options, [{}]);
}

/**
 * An execution of an express state machine is run, and its output answered:
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html One that fails is answered with 500.
 */
export function stepFunctionsStartSyncExecution<const Variable extends string = never>(
  stateMachine: ArnReference,
  options: StepFunctionsOptions<Variable> = {},
): IntegrationArguments<References, Variable> {
  return start("StartSyncExecution", stateMachine, options, [{ responseTemplates: { "application/json": OUTPUT } }]);
}

// A failed execution is answered with 200, its output is JSON in a text: Step Functions API reference, StartSyncExecution.
const OUTPUT =
  "#if($input.path('$.status') == 'SUCCEEDED')$input.path('$.output')#else#set($context.responseOverride.status = 500){\"message\": \"Internal server error\"}#end";

function start<Variable extends string>(
  action: "StartExecution" | "StartSyncExecution",
  stateMachine: ArnReference,
  { input = body(), name, ...options }: StepFunctionsOptions<Variable>,
  success: Parameters<typeof serviceIntegration>[2],
): IntegrationArguments<References, Variable> {
  const arn = arnOf(stateMachine);
  return serviceIntegration<Variable>(
    { service: "states", target: `action/${action}`, arn, statements: [{ actions: [`states:${action}`], resources: [arn] }] },
    { ...options, request: { stateMachineArn: arn, ...(name !== undefined && { name }), input: jsonText(input) } },
    success,
  );
}
