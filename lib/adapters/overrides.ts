/** What giving and withdrawing orders makes of the orders that are there. The same over any store. */
import type { Override } from '#engine/override.ts';
import type { NewOverride } from '#lib/operator-ports.ts';
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

export const withoutKinds = (
  before: readonly Override[],
  kinds: readonly Override['order']['kind'][],
  nowMs: number,
): readonly Override[] =>
  unexpired(before, nowMs).filter(({ order }) => !kinds.includes(order.kind));
