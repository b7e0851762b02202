/** Whether the local command runs the program: its account is nobody's, and nothing of it is at AWS. */
export function isRunLocally(): boolean {
  return process.env["LAMBDA_REST_API_LOCAL"] === "true";
}
