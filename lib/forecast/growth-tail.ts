/** The upper end of a distribution in six numbers: a few quantiles, and a power law beyond the last of them. */
import { at } from './load-series.ts';
import { clamp } from './statistics.ts';

/** Chances of exceeding the quantiles that are kept. */
export const keptRisks = [0.5, 0.2, 0.1, 0.05, 0.02] as const;
const tailRisk = 0.02;

export type GrowthTail = {
  /** What is exceeded with the chance of the same place in `keptRisks`; ascending. */
  readonly exceeded: readonly number[];
  /** How slowly the tail thins out: halving the risk multiplies the quantile by 2 to this power. */
  readonly exponent: number;
};

/** Three days hold a dozen separate extremes, from which an exponent cannot be told outside of these. */
const leastExponent = 0.1;
const mostExponent = 0.8;

export const tailOf = (values: Float64Array): GrowthTail => {
  const sorted = values.toSorted();
  const rank = (risk: number): number =>
    clamp(Math.ceil((1 - risk) * sorted.length) - 1, 0, sorted.length - 1);
  const exceeded = keptRisks.map((risk) => Math.max(at(sorted, rank(risk)), 1e-6));
  const first = rank(tailRisk);
  const threshold = exceeded.at(-1) ?? 1e-6;
  let sum = 0;
  for (let index = first; index < sorted.length; index += 1) {
    sum += Math.log(Math.max(at(sorted, index), threshold) / threshold);
  }
  const exponent = clamp(sum / (sorted.length - first), leastExponent, mostExponent);
  return { exceeded, exponent };
};

/** What is exceeded with this chance. Between the kept ones in a straight line over the logarithm of the risk. */
export const exceededWith = ({ exceeded, exponent }: GrowthTail, risk: number): number => {
  const last = exceeded.at(-1) ?? 0;
  if (risk <= tailRisk) return last * (tailRisk / risk) ** exponent;
  const upper = keptRisks.findIndex((kept) => kept < risk);
  const [riskAbove, riskBelow] = [keptRisks[upper - 1] ?? keptRisks[0], keptRisks[upper] ?? 0.02];
  const share = clamp(Math.log(riskAbove / risk) / Math.log(riskAbove / riskBelow), 0, 1);
  const from = exceeded[upper - 1] ?? exceeded[0] ?? 0;
  return from + ((exceeded[upper] ?? last) - from) * share;
};
