/** As a day or a week ago, at the level of the last hour. It learns nothing, so it can overlearn nothing. */

import { at, hourMs, minuteMs, stepsIn } from '#engine/foresight/load-series.ts';
import type { ExpertMaker } from './expert.ts';
import { centredMeans, trailingMeans } from './smooth.ts';

const levelSpanMs = hourMs;
const smoothReachMs = 15 * minuteMs;

export const seasonExpert =
  (seasonMs: number): ExpertMaker =>
  ({ loads, stepMs, usualLoad }) => {
    const season = stepsIn(seasonMs, stepMs);
    const smooth = centredMeans(loads, stepMs > smoothReachMs ? 0 : stepsIn(smoothReachMs, stepMs));
    const level = trailingMeans(loads, stepsIn(levelSpanMs, stepMs));
    const least = usualLoad * 0.01;
    const from = (now: number, ahead: number): number => {
      const then = now - season;
      const ratio = (at(level, now) + least) / (at(level, then) + least);
      return at(smooth, then + ahead) * ratio;
    };
    return (ahead, rows) => ({
      latest: from(loads.length - 1, ahead),
      heldOut: Float64Array.from(rows.now, (now) => from(now, ahead)),
    });
  };
