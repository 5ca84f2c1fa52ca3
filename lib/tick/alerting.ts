/**
 * Keeps the alert book true, in two steps round the announcement: the book is read first, and written once it is
 * known what people were told, so that a message that could not be sent is sent by the next tick.
 */
import pLimit from 'p-limit';
import { causeKeyOf } from '#lib/alerts/alert-id.ts';
import type { Cause, OpenAlert } from '#lib/ports.ts';
import { type DueAlert, type Review, review, type Sight } from './alert-review.ts';
import type { TickInput } from './input.ts';
import { asError } from './trouble.ts';

export type Reviewed =
  | { readonly kind: 'reviewed'; readonly review: Review }
  /** Nothing is told either, or it would be told on every tick until the book is back. */
  | { readonly kind: 'unread'; readonly error: Error };

export const reviewAlerts = async (
  causes: readonly Cause[],
  sight: Sight,
  { ports, tickMs, deadline, fleet }: TickInput,
): Promise<Reviewed> => {
  try {
    const book = await ports.alerts.standing(deadline);
    const input = { book, causes, sight, said: fleet.alerts, tickMs };
    return { kind: 'reviewed', review: review(input) };
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

/** Later than a resolution by hand, whose clock need not be ours, or it would be told again. */
const heard = (alert: OpenAlert, tickMs: number): OpenAlert => ({
  ...alert,
  toldAtMs: Math.max(tickMs, alert.resolution?.atMs ?? 0),
});

export const keepAlerts = async (
  { before, standing, gone, due }: Review,
  told: readonly DueAlert[],
  { ports, tickMs, deadline }: TickInput,
): Promise<readonly Error[]> => {
  const toldKeys = new Set(told.map(({ alert }) => causeKeyOf(alert)));
  const untold = new Set(
    due.map(({ alert }) => causeKeyOf(alert)).filter((key) => !toldKeys.has(key)),
  );
  const kept = standing.map((alert) =>
    toldKeys.has(causeKeyOf(alert)) ? heard(alert, tickMs) : alert,
  );
  const changed = kept.filter((alert) => {
    const known = before.get(causeKeyOf(alert));
    return known?.ticks !== alert.ticks || known.toldAtMs !== alert.toldAtMs;
  });
  // What people were told of stays in the book until they have heard that it is over.
  const over = gone.filter((alert) => !untold.has(causeKeyOf(alert)));
  const writes = [
    ...changed.map((alert) => () => ports.alerts.keep(alert, deadline)),
    ...over.map((alert) => () => ports.alerts.resolve(alert, tickMs, deadline)),
  ];
  const errors = await pLimit(writesAtOnce).map(writes, (write) => attempted(write()));
  return errors.flat();
};
