/**
 * The forecaster: `TRACES=folder node bench/forecast.ts [days …]`, on the generated loads without a folder. Rolling origins, out of sample: each
 * forecast sees nothing but the days before it. Errors are relative to "the same time yesterday".
 */
import { seriesOfLoad } from '#cli/forecast/series-of-load.ts';
import { score } from '#lib/forecast/score.ts';
import type { Load } from '#simulator/loads/load.ts';
import { benchLoads } from './loads.ts';
import { printTable, type Row } from './table.ts';

const origins = Number(process.env['ORIGINS'] ?? 240);
const histories = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [7, 14, 28];

const percent = (ratio: number): string => `${(100 * ratio).toFixed(1)} %`;

/** Processor time, so that others on the machine do not count. */
const busyMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const measure = (load: Load, historyDays: number) => {
  const series = seriesOfLoad(load);
  const beganMs = busyMs();
  const scoring = score(series, { historyDays, origins });
  return scoring.kind === 'scored'
    ? { trace: load.name, ...scoring.score, msPerFit: (busyMs() - beganMs) / scoring.score.origins }
    : null;
};

const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

for (const historyDays of histories) {
  const scores = Array.from(benchLoads(), (load) => measure(load, historyDays)).filter(
    (each) => each !== null,
  );
  const rows = scores.map((each): Row => {
    const { trace, wape30m, wape2h, wapePath, pathErrorVsYesterday, coverageUpper95, msPerFit } =
      each;
    return [
      trace,
      percent(wape30m),
      percent(wape2h),
      percent(wapePath),
      pathErrorVsYesterday.toFixed(2),
      percent(coverageUpper95),
      percent(each.headroomUpper95),
      msPerFit,
    ];
  });
  const mean = geometricMean(scores.map((each) => each.pathErrorVsYesterday));
  printTable(
    `${historyDays} days of history, ${origins} origins; geometric mean ${mean.toFixed(3)}`,
    [['trace', '30 min', '2 h', 'path', 'vs yesterday', 'below 95 %', 'headroom', 'ms'], ...rows],
  );
}
