/**
 * A month of a fleet under ceilings: what is spent, and which scale-outs come late for it. `node bench/month.ts` plays 40
 * services over the last week of a month; `SERVICES`, `DAYS` (30 is the whole month) and `SEED` make it larger or other, and
 * `ROWS='usual;usual, $50'` leaves the others out. Ceilings are for 1,000 services, and cut down to those played, and to
 * what is left of the month. A day of a service takes some 0.3 s of a core, and there are as many threads as cores; `THREADS=1` is one.
 */

import { availableParallelism } from 'node:os';
import { markdownTable } from '#cli/table.ts';
import { longestMinutes } from '#engine/cadence/waits.ts';
import type { React } from '#engine/policy.ts';
import { originOf } from './compare/origin.ts';
import type { Month } from './month/play.ts';
import { playFleet } from './month/shards.ts';
import {
  dollarsOfThousand,
  groupByShape,
  lateCells,
  saturatedCell,
  waitCells,
} from './month/sums.ts';

const {
  SERVICES: services = '40',
  DAYS: days = '7',
  SEED: seed = '1000',
  ROWS: only,
  THREADS: threads = String(availableParallelism()),
} = process.env;

const monthDays = 30;
const playedMinutes = Number(days) * 1440;

type Row = { readonly name: string; readonly react: React; readonly ceiling: number };

const allRows: readonly Row[] = [
  { name: 'every tick', react: 'fast', ceiling: 0 },
  { name: 'usual', react: 'usual', ceiling: 0 },
  { name: 'thrifty', react: 'thrifty', ceiling: 0 },
  { name: 'usual, $100', react: 'usual', ceiling: 100 },
  { name: 'usual, $50', react: 'usual', ceiling: 50 },
  { name: 'usual, $20', react: 'usual', ceiling: 20 },
];

const rows = allRows.filter(({ name }) => only === undefined || only.split(';').includes(name));

const play = ({ react, ceiling }: Row): Promise<Month> => {
  const share = (Number(services) / 1000) * (Number(days) / monthDays);
  const fleet = {
    react,
    ceilingDollars: ceiling * share,
    services: Number(services),
    firstSeed: Number(seed),
    days: Number(days),
  };
  return playFleet(fleet, Number(threads));
};

// Asked first: what changes while it runs was not measured.
const switches = `SERVICES=${services} DAYS=${days} SEED=${seed}${only === undefined ? '' : ` ROWS='${only}'`}`;
const { command, commit, machine } = await originOf(`${switches} node bench/month.ts`);

const months: { readonly row: Row; readonly month: Month; readonly seconds: number }[] = [];
for (const row of rows) {
  const startMs = performance.now();
  const month = await play(row);
  months.push({ row, month, seconds: (performance.now() - startMs) / 1000 });
  console.error(row.name);
}

const byCeiling = markdownTable(
  [
    'reads',
    'a month, 1,000 services',
    'mean stretch',
    'waits stretched',
    'waits overrun',
    'missed a needed scale-out',
    'scale-outs',
    'late: median',
    'P95',
    'worst, min',
    `over ${longestMinutes} min late`,
    'never begun',
    'minutes saturated',
    'seconds to play',
  ],
  months.map(({ row, month: { played, stretches }, seconds }) => [
    row.name,
    dollarsOfThousand(played),
    (stretches / playedMinutes).toFixed(1),
    ...waitCells(played),
    ...lateCells(played),
    saturatedCell(played),
    seconds.toFixed(0),
  ]),
);

const overrunOf = (of: string): ReadonlyMap<string, readonly string[]> => {
  const played = months.find(({ row }) => row.name === of)?.month.played ?? [];
  const cells = [...groupByShape(played)].map(
    ([shape, those]) => [shape, [...waitCells(those).slice(1), saturatedCell(those)]] as const,
  );
  return new Map(cells);
};

const compared = ['usual', 'thrifty', 'usual, $50'].filter((name) =>
  rows.some((row) => row.name === name),
);
const overruns = compared.map(overrunOf);
const byShape = markdownTable(
  [
    'shape',
    `${rows[0]?.name ?? ''}: saturated`,
    ...compared.flatMap((name) => [`${name}: overrun`, 'missed', 'saturated']),
  ],
  [...groupByShape(months[0]?.month.played ?? [])].map(([shape, those]) => [
    shape,
    saturatedCell(those),
    ...overruns.flatMap((each) => each.get(shape) ?? ['-', '-', '-']),
  ]),
);

console.log(`\`\`\`\ncommand  ${command}\ncommit   ${commit}\nmachine  ${machine}\n\`\`\``);
console.log(`\n${byCeiling}\n\n${byShape}`);
