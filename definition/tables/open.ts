/**
 * One of the values that are known here, which an editor completes, or another text: what AWS added last month is no type error, but a
 * warning, `unknown-value`.
 */
export type Open<Known extends readonly string[]> = Known[number] | (string & {});
