/**
 * A month of a fleet under ceilings: what is spent, and which scale-outs come late for it. `node bench/month.ts` plays 40
 * services over the last week of a month; `SERVICES`, `DAYS` (30 is the whole month) and `SEED` make it larger or other.
 * Ceilings are for 1,000 services, and cut down to those played, and to what is left of the month.
 */

import { markdownTable } from '#cli/table.ts';
import type { React } from '#engine/policy.ts';
import { originOf } from './compare/origin.ts';
import { membersOf } from './month/fleet.ts';
import { type Month, playMonth } from './month/play.ts';
import {
  dollarsOfThousand,
  groupByShape,
  lateCells,
  saturatedCell,
  waitCells,
} from './month/sums.ts';
import { threeSignalPolicy } from './reads/three-signals.ts';

const { SERVICES: services = '40', DAYS: days = '7', SEED: seed = '1000' } = process.env;

const dayMs = 86_400_000;
const monthDays = 30;
const endMs = Date.UTC(2026, 11, 1);
const span = { startMs: endMs - Number(days) * dayMs, endMs };
const members = membersOf(Number(services), Number(seed), span);

type Row = { readonly name: string; readonly react: React; readonly ceiling: number };

const rows: readonly Row[] = [
  { name: 'every tick', react: 'fast', ceiling: 0 },
  { name: 'usual', react: 'usual', ceiling: 0 },
  { name: 'thrifty', react: 'thrifty', ceiling: 0 },
  { name: 'usual, $100', react: 'usual', ceiling: 100 },
  { name: 'usual, $50', react: 'usual', ceiling: 50 },
  { name: 'usual, $20', react: 'usual', ceiling: 20 },
];

const target = 60;

const play = ({ name, react, ceiling }: Row): Month => {
  const share = (Number(services) / 1000) * (Number(days) / monthDays);
  const policy = { ...threeSignalPolicy(target), react };
  const month = playMonth(members, span, { policy, ceilingDollars: ceiling * share });
  console.error(name);
  return month;
};

const months = rows.map((row) => ({ row, month: play(row) }));

const byCeiling = markdownTable(
  [
    'reads',
    'a month, 1,000 services',
    'mean stretch',
    'waits stretched',
    'waits overrun',
    'scale-outs',
    'late: median',
    'P95',
    'worst, min',
    'over 5 min late',
    'never begun',
    'minutes saturated',
  ],
  months.map(({ row, month: { played, stretch } }) => [
    row.name,
    dollarsOfThousand(played),
    stretch.toFixed(1),
    ...waitCells(played),
    ...lateCells(played),
    saturatedCell(played),
  ]),
);

const overrunOf = (of: string): ReadonlyMap<string, readonly string[]> => {
  const played = months.find(({ row }) => row.name === of)?.month.played ?? [];
  const cells = [...groupByShape(played)].map(
    ([shape, those]) => [shape, [waitCells(those)[1] ?? '-', saturatedCell(those)]] as const,
  );
  return new Map(cells);
};

const compared = ['usual', 'thrifty', 'usual, $50'] as const;
const overruns = compared.map(overrunOf);
const byShape = markdownTable(
  [
    'shape',
    'every tick: saturated',
    ...compared.flatMap((name) => [`${name}: overrun`, 'saturated']),
  ],
  [...groupByShape(months[0]?.month.played ?? [])].map(([shape, those]) => [
    shape,
    saturatedCell(those),
    ...overruns.flatMap((each) => each.get(shape) ?? ['-', '-']),
  ]),
);

const switches = `SERVICES=${services} DAYS=${days} SEED=${seed}`;
const { command, commit, machine } = await originOf(`${switches} node bench/month.ts`);
console.log(`\`\`\`\ncommand  ${command}\ncommit   ${commit}\nmachine  ${machine}\n\`\`\``);
console.log(`\n${byCeiling}\n\n${byShape}`);
