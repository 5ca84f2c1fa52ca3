/** The advice for one service, for machines: every step, and whatever it was made from. */
import type { ServiceAdvice } from './service-advice.ts';

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** JSON knows no infinity, and a bound that nobody knows is none. */
const finite = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? null : value;

export const adviceJson = (told: ServiceAdvice): string => {
  const { service, atMs, present, advice, past, rules, price, goal } = told;
  const signals = Object.fromEntries(
    Object.entries(past.signals).map(([name, signal]) => [
      name,
      signal.kind === 'known' ? signal.outlook : { unknown: signal.why },
    ]),
  );
  const { billedMetrics } = past;
  const data = {
    service,
    at: isoOf(atMs),
    present,
    ...advice,
    rules,
    price,
    goal,
    signals,
    billedMetrics,
  };
  return JSON.stringify(data, finite, 2);
};
