/** What the function reads of the event that API Gateway gives it. */
interface Event {
  readonly pathParameters: { readonly name: string };
}

export async function handler({ pathParameters }: Event) {
  return {
    statusCode: 200,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ greeting: `Hello, ${pathParameters.name}!` }),
  };
}
