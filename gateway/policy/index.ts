/** IAM policies as API Gateway and Lambda read them; nothing here throws, whatever the document. */
export { type Decision, evaluatePolicy, type PolicyRequest } from "./evaluate";
export { arnLike, globMatch } from "./glob";
export { type Policy, parsePolicy } from "./parse";
export { type Invocation, permittingStatement, type RoleDecision, roleAllows } from "./permissions";
export type { Principal } from "./principals";
