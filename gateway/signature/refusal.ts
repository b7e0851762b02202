/** Why a request's signature does not identify its caller, as API Gateway says it with status 403. */
export interface Refusal {
  readonly kind: "refused";
  readonly responseType: "INVALID_SIGNATURE";
  readonly errorType: "IncompleteSignatureException" | "InvalidSignatureException" | "UnrecognizedClientException";
  readonly message: string;
}

export function refuse(errorType: Refusal["errorType"], message: string): Refusal {
  return { kind: "refused", responseType: "INVALID_SIGNATURE", errorType, message };
}
