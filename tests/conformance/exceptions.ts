/** Cases that are surely wrong, by their step's name, with the evidence; they may fail. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {};
