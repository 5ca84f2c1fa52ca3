/**
 * `forecast`: raises the floor to what is forecast for the time at which tasks started now are at work, and keeps what
 * will be needed again soon. It takes nothing away, and while forecasts of the service are bad it only advises.
 */
import { type Lead, loadBelow, type MadeForecast } from '../foresight/forecast.ts';
import { noForesight } from '../foresight/foresight.ts';
import { freshLeads } from '../foresight/freshen.ts';
import type { Trust } from '../foresight/trust.ts';
import { leadsWithin, trustAhead } from '../foresight/trust-ahead.ts';
import type { Context, Wish } from '../model.ts';
import type { ForecastRule } from '../policy.ts';
import type { Doubt } from '../reason.ts';
import { urgencyOf } from '../urgency.ts';
import { type Answer, latestOf, type Points, wholeTasks } from './answer.ts';
import { loadPoints, minutesOf } from './load-ahead.ts';

const highest = (loads: readonly number[]): number => Math.max(0, ...loads);

type Foreseen = {
  /** Highest over the lead. */
  readonly expected: number;
  readonly upper: number;
  /** Highest that is expected over the hold. */
  readonly expectedOverHold: number;
  /** In the forecast for the end of the lead. */
  readonly trust: Trust;
};

/** However far off the forecast is and was corrected, what it asks for stays within sight of what was seen. */
const bounded = (
  leads: readonly Lead[],
  { highestMultiple }: ForecastRule,
  { highestLoad }: MadeForecast,
): readonly Lead[] =>
  leads.map((lead) => {
    const most = highestMultiple * highestLoad * Math.max(1, lead.eventFactor);
    return {
      ...lead,
      expected: Math.min(lead.expected, most),
      below: lead.below.map((load) => Math.min(load, most)),
    };
  });

/** `null`: the forecast is too old to reach as far as the lead. */
const foreseenIn = (
  rule: ForecastRule,
  made: MadeForecast,
  points: Points,
  context: Context,
): Foreseen | null => {
  const load = minutesOf(loadPoints(rule.signal, points, context));
  const leads = bounded(freshLeads(made, load, context.nowMs), rule, made);
  if ((leads.at(-1)?.aheadMs ?? 0) < rule.leadSeconds * 1000) return null;
  const { stepMs } = made;
  const soon = leadsWithin(leads, rule.leadSeconds, stepMs);
  const held = leadsWithin(leads, rule.holdSeconds, stepMs);
  return {
    expected: highest(soon.map(({ expected }) => expected)),
    upper: highest(soon.map((lead) => loadBelow(lead, rule.level))),
    expectedOverHold: highest(held.map(({ expected }) => expected)),
    trust: trustAhead({ leads, stepMs }, rule.leadSeconds, rule.mostErrorRatio),
  };
};

const advising = (rule: ForecastRule, doubt: Doubt, floor: number | null): Answer => ({
  opinion: { kind: 'abstain', rule: rule.name },
  reasons: [{ kind: 'advised', rule: rule.name, signal: rule.signal, doubt, floor }],
});

const raising = (rule: ForecastRule, foreseen: Foreseen, wish: Wish, context: Context): Answer => {
  const { desired } = context.view;
  const { expected, upper, expectedOverHold } = foreseen;
  const { name, signal, target, level, leadSeconds, holdSeconds } = rule;
  const kept = Math.min(desired, wholeTasks(expectedOverHold / target));
  const standing = kept > wish.want ? { ...wish, want: kept, exact: kept } : wish;
  const urgency = urgencyOf(standing, desired, rule.urgencyRatios);
  return {
    opinion: { kind: 'floor', rule: name, wishes: [standing], urgency },
    reasons: [
      {
        kind: 'foreseen',
        rule: name,
        signal,
        target,
        level,
        leadSeconds,
        expected,
        upper,
        floor: wish.want,
        kept,
        holdSeconds,
      },
    ],
  };
};

export const forecast = (rule: ForecastRule, points: Points, context: Context): Answer => {
  const { forecast: made } = context.foresights[rule.signal] ?? noForesight;
  if (made.kind === 'none') {
    return advising(rule, { kind: 'unlearnt', observedHours: made.observedHours }, null);
  }
  const foreseen = foreseenIn(rule, made, points, context);
  if (foreseen === null) {
    const ageSeconds = (context.nowMs - made.madeAtMs) / 1000;
    return advising(rule, { kind: 'outdated', ageSeconds }, null);
  }
  const exact = foreseen.upper / rule.target;
  const wish = { atMs: latestOf(points).atMs, want: wholeTasks(exact), exact };
  return foreseen.trust.kind === 'trusted'
    ? raising(rule, foreseen, wish, context)
    : advising(rule, foreseen.trust, wish.want);
};
