/** One service as one row of the fleet summary. */

import type { AlertCode } from '#config/alert-settings.ts';
import { boundsFor } from '#engine/bounds.ts';
import { explain, explainReason } from '#engine/explain.ts';
import type { Decision, ServiceId } from '#engine/model.ts';
import type { Reason } from '#engine/reason.ts';
import type { ServiceState } from '#engine/state.ts';
import type {
  ForecastStanding,
  Standing,
  SummaryChange,
  SummaryCounts,
  SummaryRow,
} from '#lib/fleet-summary.ts';
import type { Assessed } from '../assess.ts';
import type { Carried } from '../carry-out.ts';
import { mainSignalOf } from './signal.ts';
import { standingOf } from './standing.ts';

/** A row is read at a glance; the whole explanation is in the record of decisions. */
const whyAtMost = 200;

const shortened = (text: string, atMost = whyAtMost): string =>
  text.length <= atMost ? text : `${text.slice(0, atMost - 1).toWellFormed()}…`;

/** Of a long one its end is kept as well: what spoke last settled the count. */
const abridged = (text: string, { reasons, atMs }: Decision): string => {
  const last = reasons.length > 1 ? reasons.at(-1) : undefined;
  if (text.length <= whyAtMost || last === undefined) return shortened(text);
  const end = ` ${shortened(explainReason(last, atMs), whyAtMost / 2)}`;
  return `${shortened(text, whyAtMost - end.length)}${end}`;
};

const hindranceOf = (carried: Carried | undefined): string | null => {
  switch (carried?.kind) {
    case undefined:
    case 'done':
      return null;
    case 'refused':
      return `ECS refused it: ${carried.why}`;
    case 'failed':
      return carried.trouble.failed[0]?.error.message ?? 'it failed';
    case 'left-over':
      return 'no time was left in this tick, so the next one takes it up';
    case 'overtaken':
      return 'another tick changed its state meanwhile, so the next one decides anew';
    default:
      return carried satisfies never;
  }
};

const whyOf = ({ decision }: Assessed, carried: Carried | undefined): string => {
  const hindrance = hindranceOf(carried);
  const explained = explain(decision);
  return abridged(hindrance === null ? explained : `${hindrance}. ${explained}`, decision);
};

const countsOf = (assessed: Assessed, carried: Carried | undefined): SummaryCounts => {
  const { policy, windows, overrides, decision } = assessed;
  const { view } = assessed.observation;
  const { min, max } = boundsFor({ policy, windows, overrides, view });
  const hasActed = carried?.kind === 'done' && carried.did === 'acted';
  return {
    desired: hasActed ? decision.to : view.desired,
    running: view.running,
    min: min.tasks,
    max: max.tasks,
  };
};

const rememberedChange = ({ lastOut, lastIn, foreign }: ServiceState): SummaryChange | null => {
  const changes: readonly SummaryChange[] = [
    ...[lastOut, lastIn].flatMap((action) =>
      action === null ? [] : [{ ...changeOf(action), by: 'flyball' as const }],
    ),
    ...(foreign === null ? [] : [{ ...changeOf(foreign), by: 'someone-else' as const }]),
  ];
  return changes.reduce<SummaryChange | null>(
    (newest, each) => (newest === null || each.atMs > newest.atMs ? each : newest),
    null,
  );
};

const changeOf = ({ atMs, from, to }: Pick<SummaryChange, 'atMs' | 'from' | 'to'>) => ({
  atMs,
  from,
  to,
});

const lastChangeOf = (
  { decision, state }: Assessed,
  carried: Carried | undefined,
): SummaryChange | null =>
  carried?.kind === 'done' && carried.did === 'acted'
    ? { ...changeOf(decision), by: 'flyball' }
    : rememberedChange(state);

const standingOfForecast = (reason: Reason): ForecastStanding => {
  if (reason.kind === 'foreseen') return 'used';
  if (reason.kind === 'assured') return reason.basis.kind === 'learnt' ? 'used' : 'unlearnt';
  if (reason.kind !== 'advised') return 'none';
  return reason.doubt.kind === 'unlearnt' ? 'unlearnt' : 'advised';
};

/** The best that any rule makes of it. */
const forecastOf = (reasons: readonly Reason[]): ForecastStanding => {
  const found = new Set(reasons.map(standingOfForecast));
  return (['used', 'advised', 'unlearnt'] as const).find((each) => found.has(each)) ?? 'none';
};

export const rowOf = (
  assessed: Assessed,
  carried: Carried | undefined,
  alerts: readonly AlertCode[],
): SummaryRow => {
  const { decision, policy } = assessed;
  return {
    service: decision.service,
    standing: standingOf(assessed, carried),
    why: whyOf(assessed, carried),
    counts: countsOf(assessed, carried),
    asked: decision.asked,
    mode: policy.mode,
    signal: mainSignalOf(decision.reasons),
    lastChange: lastChangeOf(assessed, carried),
    group: policy.group,
    vcpu: policy.vcpu,
    alerts,
    forecast: forecastOf(decision.reasons),
  };
};

/** Of a service that nothing was decided about, no more is known than why. */
export const bareRowOf = (
  service: ServiceId,
  standing: Extract<Standing, 'left-out' | 'failed'>,
  why: string,
  alerts: readonly AlertCode[],
): SummaryRow => ({
  service,
  standing,
  why: shortened(why),
  counts: null,
  asked: null,
  mode: null,
  signal: null,
  lastChange: null,
  group: null,
  vcpu: null,
  alerts,
  forecast: 'none',
});
