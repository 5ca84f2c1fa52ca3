/** The start lag to replay with: given, measured from the history, or assumed, in this order. */
import type { RecordedDecision } from '#lib/operator-ports.ts';
import type { Past } from '#simulator/backtest/past.ts';
import { risesInCounts, risesInDecisions } from '#simulator/backtest/rises.ts';
import { measureStartLag, type StartLag, surerOf } from '#simulator/backtest/start-lag.ts';
import { usualPlant } from '#simulator/trial/setup.ts';
import { numberOption } from '../simulate/number-option.ts';

const range = { name: 'start-lag', min: 0, max: 3600 };

export const startLagGiven = (text: string | undefined): StartLag | null =>
  text === undefined ? null : { kind: 'given', seconds: numberOption(text, 0, range) };

export const startLagOf = (
  given: StartLag | null,
  past: Past,
  decisions: readonly RecordedDecision[],
): StartLag => {
  if (given !== null) return given;
  const measured = surerOf(
    measureStartLag('recorded decisions', risesInDecisions(decisions), past.minutes),
    measureStartLag('Container Insights', risesInCounts(past.counts), past.minutes),
  );
  return measured ?? { kind: 'assumed', seconds: usualPlant.startLagSeconds };
};
