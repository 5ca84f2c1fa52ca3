/**
 * From a step in load to UpdateService: `node bench/reaction.ts`. The real tick and its looks run against the local AWS, in
 * time that moves only when somebody waits, so five minutes of a core are hours there. Every phase of the minute, by 5 s,
 * with three services each.
 */
import { originOf } from './compare/origin.ts';
import { quotedCommand } from './loads.ts';
import type { Case } from './reaction/case.ts';
import { delayed, onTime } from './reaction/cases.ts';
import { play } from './reaction/play.ts';
import { trackingReactions } from './reaction/rivals.ts';
import { delayedTable, type Measured, mainTable } from './reaction/table.ts';

process.env['AWS_ACCESS_KEY_ID'] = 'local';
process.env['AWS_SECRET_ACCESS_KEY'] = 'local';

const measureAll = async (cases: readonly Case[]): Promise<readonly Measured[]> => {
  const rows: Measured[] = [];
  for (const measured of cases) {
    const tracking = measured.work === 'requests' ? trackingReactions(measured) : null;
    rows.push({ measured, played: await play(measured), tracking });
    console.error(`${measured.name}, ${measured.loops} looks a minute: done`);
  }
  return rows;
};

// Asked first: what changes while it runs was not measured.
const { command, commit, machine } = await originOf(quotedCommand('bench/reaction.ts'));
const main = mainTable(await measureAll(onTime));
const beside = delayedTable(await measureAll(delayed));
console.log(`command  ${command}\ncommit   ${commit}\nmachine  ${machine}\n\n${main}\n\n${beside}`);
