/** What became of the decisions of a tick: a wish that ECS refused must never be counted as scaled. */
import { type Decision, keyOf } from '#engine/model.ts';
import type { TickReport } from '#lib/report.ts';

export type Outcome =
  | { readonly kind: 'held' }
  | { readonly kind: 'settled'; readonly direction: 'out' | 'in' }
  | { readonly kind: 'unsettled'; readonly direction: 'out' | 'in'; readonly why: string };

export type Settled = { readonly decision: Decision; readonly outcome: Outcome };

const hindrances = (report: TickReport): ReadonlyMap<string, string> =>
  new Map([
    ...report.leftOver.map((service) => [service, 'no time was left in this tick'] as const),
    ...report.refused.map(({ service, why }) => [service, why] as const),
    ...report.failed.map(({ service, error }) => [service, error.message] as const),
  ]);

export const outcomesOf = (report: TickReport): readonly Settled[] => {
  const hindered = hindrances(report);
  return report.decisions.map((decision): Settled => {
    if (decision.to === decision.from) return { decision, outcome: { kind: 'held' } };
    const direction = decision.to > decision.from ? 'out' : 'in';
    const why = hindered.get(keyOf(decision.service));
    if (why === undefined) return { decision, outcome: { kind: 'settled', direction } };
    return { decision, outcome: { kind: 'unsettled', direction, why } };
  });
};
