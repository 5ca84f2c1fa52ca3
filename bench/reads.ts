/**
 * What adaptive reads save and what they cost in control: `TRACES=dir node bench/reads.ts`, the generated traces without
 * it, and `OUT=file` for a page. Three signals a service: CPU at 60 %, requests per task at 70 %, memory at 75 %.
 * About ten seconds of a core for a trace of two weeks.
 */
import { writeFile } from 'node:fs/promises';
import { markdownTable } from '#cli/table.ts';
import { dollarsPerMetric } from '#lib/spend.ts';
import { sweep } from '#simulator/comparison/run-comparison.ts';
import type { Load } from '#simulator/loads/load.ts';
import { readFrontier } from '#simulator/report/frontier-reading.ts';
import type { Reads } from '#simulator/scalers/flyball.ts';
import { usualPrice } from '#simulator/scores/cost.ts';
import { usualPlant } from '#simulator/trial/setup.ts';
import { originOf } from './compare/origin.ts';
import { benchLoads, quotedCommand } from './loads.ts';
import { threeSignals } from './reads/three-signals.ts';

const { OUT: page, DAYS: days = '14' } = process.env;

const monthMinutes = 43_800;
const dayMs = 86_400_000;

/** Violated minutes that a service may have, in percent; as few task-hours as will do for that are compared. */
const allowedPct = 0.5;

/** The newest days, or a long trace would count for most of the bench's time and show nothing else. */
const lastDays = (load: Load): Load => ({
  ...load,
  startMs: Math.max(load.startMs, load.endMs - Number(days) * dayMs),
});

type Tried = {
  /** Metrics a service and minute at the usual target, by signal. */
  readonly perMinute: Readonly<Record<string, number>>;
  readonly hours: number;
};

const tryOut = (load: Load, reads: Reads): Tried => {
  const { contestant, tally } = threeSignals(reads);
  const field = { load, plant: usualPlant, work: 'requests', price: usualPrice } as const;
  const { points } = sweep(field, contestant, () => undefined);
  const kept = points.filter(({ violatedPct }) => violatedPct <= allowedPct);
  const between = readFrontier(points, 'violatedPct', allowedPct);
  const all = [...kept.map(({ taskHours }) => taskHours), between ?? Number.POSITIVE_INFINITY];
  return { perMinute: tally(), hours: Math.min(...all) };
};

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

const dollars = (perMinute: number): string =>
  `$${(perMinute * monthMinutes * dollarsPerMetric).toFixed(3)}`;

const percent = (ratio: number): string =>
  `${ratio > 1 ? '+' : ''}${(100 * (ratio - 1)).toFixed(2)} %`;

type Row = { readonly name: string; readonly tried: Tried; readonly ratio: number };

const rowFor = (load: Load): Row => {
  const everyTick = tryOut(load, 'every-tick');
  const tried = tryOut(load, 'adaptive');
  return { name: load.name, tried, ratio: tried.hours / everyTick.hours };
};

const cellsOf = ({ name, tried: { perMinute }, ratio }: Row): readonly string[] => {
  const all = sum(Object.values(perMinute));
  const each = ['cpu', 'requestsPerTask', 'memory'].map((signal) =>
    (perMinute[signal] ?? 0).toFixed(3),
  );
  const hours = Number.isFinite(ratio) ? percent(ratio) : 'never within it';
  return [name, ...each, Math.round(all * monthMinutes).toLocaleString('en'), dollars(all), hours];
};

const means = (rows: readonly Row[]) => {
  const perMinute = sum(rows.flatMap(({ tried }) => Object.values(tried.perMinute))) / rows.length;
  const ratios = rows.map(({ ratio }) => ratio).filter(Number.isFinite);
  return { perMinute, ratio: Math.exp(sum(ratios.map(Math.log)) / ratios.length) };
};

const rows = Array.from(benchLoads(), (load) => {
  const row = rowFor(lastDays(load));
  console.error(row.name);
  return row;
});
const { perMinute, ratio } = means(rows);
const total = ['**mean**', '', '', '', Math.round(perMinute * monthMinutes).toLocaleString('en')];
const table = markdownTable(
  ['trace', 'cpu', 'requests', 'memory', 'metrics a month', 'dollars', 'task-hours'],
  [...rows.map(cellsOf), [...total, `**${dollars(perMinute)}**`, `**${percent(ratio)}**`]],
);
const command = quotedCommand('bench/reads.ts');
const { commit, machine } = await originOf(command);
const text = `\`\`\`\ncommand  ${command}\ncommit   ${commit}\nmachine  ${machine}\n\`\`\`\n\n${table}\n`;
if (page === undefined) console.log(text);
else await writeFile(page, text);
