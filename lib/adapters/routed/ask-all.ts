/** A question to every home at once: what those said that answered, and who did not. */
import type { Home } from '#config/fleet.ts';
import type { Deadline, Unasked } from '#lib/ports.ts';
import type { Homes } from './homes.ts';
import { shareOf } from './patience.ts';

type Answered<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  | { readonly kind: 'unasked'; readonly unasked: Unasked };

export type Answers<T> = {
  readonly answers: readonly T[];
  readonly unasked: readonly Unasked[];
};

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

const askOne = async <Port, T>(
  home: Home,
  homes: Homes<Port>,
  ask: (port: Port) => Promise<T>,
): Promise<readonly Answered<T>[]> => {
  const port = homes.portOf(home);
  if (port === null) return [];
  try {
    return [{ kind: 'answered', answer: await ask(port) }];
  } catch (thrown) {
    return [{ kind: 'unasked', unasked: { home, error: asError(thrown) } }];
  }
};

/** Rejects when nobody answers, since then nothing at all is known. */
export const askAll = async <Port, T>(
  homes: Homes<Port>,
  deadline: Deadline,
  ask: (port: Port, deadline: Deadline) => Promise<T>,
): Promise<Answers<T>> => {
  const own = shareOf(deadline, homes.all.length);
  const asked = await Promise.all(
    homes.all.map((home) => askOne(home, homes, (port) => ask(port, own))),
  );
  const answered = asked.flat();
  const answers = answered.flatMap((each) => (each.kind === 'answered' ? [each.answer] : []));
  const unasked = answered.flatMap((each) => (each.kind === 'unasked' ? [each.unasked] : []));
  const [first] = unasked;
  if (first === undefined || answers.length > 0) return { answers, unasked };
  if (unasked.length === 1) throw first.error;
  throw new AggregateError(
    unasked.map(({ error }) => error),
    `none of ${unasked.length} accounts and regions answered; the first: ${first.error.message}`,
  );
};
