/** A status, coloured by its class. */
export function Status({ status }: { readonly status: number }) {
  const tone = status < 300 ? "good" : status < 400 ? "note" : status < 500 ? "warn" : "bad";
  return <span class={`badge ${tone}`}>{status}</span>;
}
