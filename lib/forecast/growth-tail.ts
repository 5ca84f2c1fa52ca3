/** The tail of what was measured. */
import { type GrowthTail, keptRisks, tailRisk } from '#engine/foresight/growth-tail.ts';
import { at } from '#engine/foresight/load-series.ts';
import { clamp } from './statistics.ts';

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
