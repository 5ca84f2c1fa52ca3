import type { Lead, MadeForecast } from './forecast.ts';
import { type Trust, trustIn } from './trust.ts';

/** Steps that begin before so much time is over, the one that is under way included. */
export const leadsWithin = (
  leads: readonly Lead[],
  seconds: number,
  stepMs: number,
): readonly Lead[] => leads.filter(({ aheadMs }) => aheadMs - stepMs < seconds * 1000);

/** In what is forecast for the end of the lead: nearer is easier. */
export const trustAhead = (
  { leads, stepMs }: Pick<MadeForecast, 'leads' | 'stepMs'>,
  leadSeconds: number,
  mostErrorRatio: number,
): Trust =>
  trustIn(leadsWithin(leads, leadSeconds, stepMs).at(-1)?.accuracy ?? null, mostErrorRatio);
