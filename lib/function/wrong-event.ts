/** Longest piece of a foreign event that an error repeats. */
const shown = 200;

export const wrongEvent = (
  event: unknown,
  {
    what,
    expected,
    cause,
  }: { readonly what: string; readonly expected: string; readonly cause: Error },
): Error => {
  const got = (JSON.stringify(event) ?? 'nothing').slice(0, shown);
  return new Error(`The event is not ${what}: got ${got}; must be ${expected}`, { cause });
};
