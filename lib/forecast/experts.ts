/** Five cheap experts, each wrong in its own way: their median is better than any one of them. */

import type { Method } from '#engine/foresight/forecast.ts';
import { dayMs, weekMs } from '#engine/foresight/load-series.ts';
import type { Expert, ExpertMaker } from './expert.ts';
import { levelExpert } from './level-expert.ts';
import type { Prepared } from './prepare.ts';
import { regressionExpert } from './regression-expert.ts';
import { seasonExpert } from './season-expert.ts';
import { linear, logarithmic } from './transform.ts';

const regressions: readonly ExpertMaker[] = [
  regressionExpert('change', logarithmic),
  regressionExpert('level', logarithmic),
  regressionExpert('change', linear),
];

const makersFor = ({ kind }: Method): readonly ExpertMaker[] => {
  switch (kind) {
    case 'week':
      return [...regressions, seasonExpert(weekMs), seasonExpert(dayMs)];
    case 'days':
      return [...regressions, levelExpert, seasonExpert(dayMs)];
    case 'day':
      return [levelExpert, seasonExpert(dayMs)];
    case 'level':
      return [levelExpert];
    default:
      return kind satisfies never;
  }
};

export const expertsFor = (
  method: Method,
  history: Prepared,
  utcOffsetMs: number,
): readonly Expert[] =>
  makersFor(method).map((make) => make(history, { utcOffsetMs, hasWeeks: method.kind === 'week' }));
