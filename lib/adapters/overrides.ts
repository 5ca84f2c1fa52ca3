/** What giving and withdrawing orders makes of the orders that are there. The same over any store. */
import type { Override } from '#engine/override.ts';
import type { NewOverride, Withdrawal } from '#lib/operator-ports.ts';
import type { OverrideScope } from '#lib/ports.ts';

const unexpired = (overrides: readonly Override[], nowMs: number): readonly Override[] =>
  overrides.filter(({ expiresAtMs }) => nowMs < expiresAtMs);

/** What has expired is dropped on this occasion. */
export const withGiven = (
  before: readonly Override[],
  given: readonly NewOverride[],
  scope: OverrideScope['kind'],
  nowMs: number,
): readonly Override[] => {
  const replaced = new Set(given.map(({ order }) => order.kind));
  return [
    ...unexpired(before, nowMs).filter(({ order }) => !replaced.has(order.kind)),
    ...given.map((each) => ({ ...each, scope })),
  ];
};

/** `kinds` null: all of them. */
export const withoutKinds = (
  before: readonly Override[],
  kinds: readonly Override['order']['kind'][] | null,
  nowMs: number,
): Withdrawal => {
  const standing = unexpired(before, nowMs);
  const overrides =
    kinds === null ? [] : standing.filter(({ order }) => !kinds.includes(order.kind));
  return { changed: overrides.length < standing.length, overrides };
};
