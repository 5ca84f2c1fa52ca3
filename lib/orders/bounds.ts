/** How long an order may hold, and how much may be said about it, whoever gives it and from where. */
export const orderSeconds = {
  least: 60,
  /** A week: what is needed for longer is a policy. */
  most: 7 * 86_400,
} as const;

export const mostCharacters = { who: 64, why: 200 } as const;

/** What is said becomes one line, since it is shown in tables, logs and messages. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
