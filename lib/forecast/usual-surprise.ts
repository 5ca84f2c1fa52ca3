/** How much a load usually surprises, as of its last days. */
import { at, dayMs, type LoadSeries } from '#engine/foresight/load-series.ts';
import { hourOf, hoursOfDay, type UsualSurprise } from '#engine/foresight/volatility.ts';

const hourMemoryDays = 3;

/** What is usual overall and by hour, recent days first. */
export const usualSurprise = (
  surprises: Float64Array,
  { startMs, stepMs }: Pick<LoadSeries, 'startMs' | 'stepMs'>,
): UsualSurprise => {
  const sums = new Float64Array(hoursOfDay);
  const weights = new Float64Array(hoursOfDay);
  surprises.forEach((surprise, step) => {
    if (Number.isNaN(surprise)) return;
    const hour = hourOf(startMs + step * stepMs);
    const ageDays = ((surprises.length - step) * stepMs) / dayMs;
    const weight = Math.exp(-ageDays / hourMemoryDays);
    sums[hour] = at(sums, hour) + weight * surprise;
    weights[hour] = at(weights, hour) + weight;
  });
  const total = sums.reduce((sum, each) => sum + each, 0);
  const overall = total / weights.reduce((sum, each) => sum + each, 0);
  const byHour = Array.from(sums, (sum, hour) => (sum > 0 ? sum / at(weights, hour) : overall));
  return { overall, byHour };
};
