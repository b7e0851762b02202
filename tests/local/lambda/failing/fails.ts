interface Nothing {
  readonly never: true;
}

export const handler = async (event: { readonly nothing?: Nothing }): Promise<Nothing> => {
  if (event.nothing === undefined) throw new Error("there is nothing");
  return event.nothing;
};
