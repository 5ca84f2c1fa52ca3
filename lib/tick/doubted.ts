/**
 * Rules that look ahead and cannot, for want of a forecast that is good enough. It is asked of what was learnt and not
 * of what the rules said: on ticks that do not read the signal they say nothing, and the alert would come and go.
 */
import { explainDoubt } from '#engine/explain/ahead.ts';
import { type Foresight, type Foresights, noForesight } from '#engine/foresight/foresight.ts';
import { trustAhead } from '#engine/foresight/trust-ahead.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { ForecastRule, Policy } from '#engine/policy.ts';
import type { Doubt } from '#engine/reason.ts';
import type { Cause } from '#lib/ports.ts';
import { alertFor } from './trouble.ts';

/** With less than a day and a little, nothing but the present level is forecast, and nobody expects more. */
const isYoung = ({ forecast }: Foresight): boolean =>
  forecast.kind === 'none' ? forecast.observedHours > 0 : forecast.method.kind === 'level';

const doubtOf = (
  { leadSeconds, mostErrorRatio }: ForecastRule,
  { forecast }: Foresight,
  tickMs: number,
): Doubt | null => {
  if (forecast.kind === 'none') return { kind: 'unlearnt', observedHours: forecast.observedHours };
  const { madeAtMs, leads } = forecast;
  const endMs = madeAtMs + (leads.at(-1)?.aheadMs ?? 0);
  if (endMs < tickMs + leadSeconds * 1000) {
    return { kind: 'outdated', ageSeconds: (tickMs - madeAtMs) / 1000 };
  }
  const trust = trustAhead(forecast, leadSeconds, mostErrorRatio);
  return trust.kind === 'trusted' ? null : trust;
};

/** A challenger's forecasts are not acted on anyway, so they are nobody's business at night. */
export const doubtedForecasts = (
  id: ServiceId,
  { rules }: Policy,
  foresights: Foresights,
  tickMs: number,
): readonly Cause[] => {
  const doubted = rules.flatMap((rule) => {
    if (rule.kind !== 'forecast') return [];
    const foresight = foresights[rule.signal] ?? noForesight;
    const doubt = isYoung(foresight) ? null : doubtOf(rule, foresight, tickMs);
    return doubt === null ? [] : [`${rule.name} of ${rule.signal}: ${explainDoubt(doubt)}`];
  });
  if (doubted.length === 0) return [];
  const message = `${keyOf(id)} is not scaled ahead of its load (${doubted.join('; ')}); its other rules scale it`;
  return [alertFor(id, 'forecast-unusable', message)];
};
