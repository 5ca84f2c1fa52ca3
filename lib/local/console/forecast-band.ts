/** What the page draws and says of a forecast: in its chart's units, and whether a rule goes by it. */
import { type Lead, loadBelow } from '#engine/foresight/forecast.ts';
import type { Policy } from '#engine/policy.ts';
import type { ServiceForesight } from './foresights.ts';
import type { ForecastBand } from './wire.ts';

const shown = ['cpu', 'requests'] as const;

/** A bound that nobody knows would press everything else flat against the floor. */
const known = (load: number, lead: Lead): number => (Number.isFinite(load) ? load : lead.expected);

/** Requests are measured a minute, and drawn a second. */
const unitsOf = (signal: string): number => (signal === 'requests' ? 60 : 1);

const leadsOf = ({ forecast, signal }: ServiceForesight): ForecastBand['leads'] =>
  forecast.leads.map((lead) => ({
    // A step's load stands at its middle.
    atMs: forecast.madeAtMs + lead.aheadMs - forecast.stepMs / 2,
    expected: lead.expected / unitsOf(signal),
    low: known(loadBelow(lead, 0.05), lead) / unitsOf(signal),
    high: known(loadBelow(lead, 0.95), lead) / unitsOf(signal),
  }));

const useOf = (
  { signal, doubt }: ServiceForesight,
  { rules }: Policy,
): Pick<ForecastBand, 'isUsed' | 'text'> => {
  const isAsked = rules.some((rule) => rule.kind === 'forecast' && rule.signal === signal);
  if (doubt !== null) return { isUsed: false, text: `forecast not used: ${doubt}` };
  return isAsked
    ? { isUsed: true, text: 'forecast in use' }
    : { isUsed: false, text: 'forecast for advice: no rule of its policy goes by it' };
};

/** Of several, the one that a rule goes by. */
export const forecastBand = (
  learnt: readonly ServiceForesight[],
  policy: Policy,
): ForecastBand | null => {
  const drawn = learnt.filter(({ signal }) => shown.some((each) => each === signal));
  const asked = policy.rules.flatMap((rule) => (rule.kind === 'forecast' ? [rule.signal] : []));
  const chosen = drawn.find(({ signal }) => asked.includes(signal)) ?? drawn[0];
  if (chosen === undefined) return null;
  return {
    signal: chosen.signal === 'requests' ? 'requests' : 'cpu',
    ...useOf(chosen, policy),
    leads: leadsOf(chosen),
  };
};
