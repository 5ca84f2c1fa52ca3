const mostCharacters = 300;

/** For people who may see everything here; bounded, since messages repeat foreign text. */
export const textOfError = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, mostCharacters);
