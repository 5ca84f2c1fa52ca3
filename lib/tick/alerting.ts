/**
 * Keeps the alert book true, in two steps round the announcement: the book is read first, and written once it is
 * known what people were told, so that a message that could not be sent is sent by the next tick.
 */
import pLimit from 'p-limit';
import type { Alert } from '#lib/ports.ts';
import { causeIdOf, type Review, review, type Sight } from './alert-review.ts';
import type { TickInput } from './input.ts';
import { asError } from './trouble.ts';

export type Reviewed =
  | { readonly kind: 'reviewed'; readonly review: Review }
  /** Nothing is told either, or it would be told on every tick until the book is back. */
  | { readonly kind: 'unread'; readonly error: Error };

export const reviewAlerts = async (
  causes: readonly Alert[],
  sight: Sight,
  { ports, tickMs, deadline }: TickInput,
): Promise<Reviewed> => {
  try {
    const book = await ports.alerts.open(deadline);
    return { kind: 'reviewed', review: review(book, causes, sight, tickMs) };
  } catch (thrown) {
    const error = new Error('the alert book could not be read', { cause: asError(thrown) });
    return { kind: 'unread', error };
  }
};

const writesAtOnce = 16;

const attempted = async (write: Promise<void>): Promise<readonly Error[]> => {
  try {
    await write;
    return [];
  } catch (thrown) {
    return [new Error('an alert could not be kept', { cause: asError(thrown) })];
  }
};

export const keepAlerts = async (
  { before, standing, gone }: Review,
  told: readonly Alert[],
  { ports, tickMs, deadline }: TickInput,
): Promise<readonly Error[]> => {
  const toldIds = new Set(told.map(causeIdOf));
  const kept = standing.map((alert) =>
    toldIds.has(causeIdOf(alert)) ? { ...alert, told: true } : alert,
  );
  const changed = kept.filter((alert) => {
    const known = before.get(causeIdOf(alert));
    return known?.ticks !== alert.ticks || known.told !== alert.told;
  });
  const writes = [
    ...changed.map((alert) => () => ports.alerts.keep(alert, deadline)),
    ...gone.map((alert) => () => ports.alerts.resolve(alert, tickMs, deadline)),
  ];
  const errors = await pLimit(writesAtOnce).map(writes, (write) => attempted(write()));
  return errors.flat();
};
