import type { RequestValidator, Route } from "./types";

/** The validators by what they check; an API has those that its routes use. */
export const REQUEST_VALIDATORS: Readonly<Record<string, RequestValidator>> = {
  all: { validateRequestBody: true, validateRequestParameters: true },
  body: { validateRequestBody: true, validateRequestParameters: false },
  parameters: { validateRequestBody: false, validateRequestParameters: true },
};

/** Name of the validator that checks these; none where neither is checked. */
export function validatorOf(validateRequestParameters: boolean, validateRequestBody: boolean): string | undefined {
  return Object.keys(REQUEST_VALIDATORS).find((name) => {
    const validator = REQUEST_VALIDATORS[name];
    return validator?.validateRequestBody === validateRequestBody && validator.validateRequestParameters === validateRequestParameters;
  });
}

/** Those of the validators that the routes use. */
export function usedValidators(routes: Readonly<Record<string, Route>>): Readonly<Record<string, RequestValidator>> {
  const used = new Set(Object.values(routes).map(({ requestValidator }) => requestValidator));
  return Object.fromEntries(Object.entries(REQUEST_VALIDATORS).filter(([name]) => used.has(name)));
}
