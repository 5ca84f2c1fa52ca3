/** Seven days of bad luck: `node --expose-gc bench/soak.ts [hours] [seed]`. About half an hour on two cores. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { soak } from '../test/soak/soak.ts';

const fleetFile = join(import.meta.dirname, '../examples/demo/fleet.yaml');
const [hours = '168', seed = '1'] = process.argv.slice(2);

const result = await soak({
  fleetFile,
  fleetText: await readFile(fleetFile, 'utf8'),
  seed: Number(seed),
  hours: Number(hours),
  onHour: (line) => console.log(line),
});
console.log(JSON.stringify(result, null, 2));

/** Half as much again as after the first hour is growth. */
const mostGrowth = 1.5;
const grew = result.heap.last > result.heap.first * mostGrowth;
const isClean = result.violations.length === 0 && result.openAlerts.length === 0 && !grew;
process.exitCode = isClean ? 0 : 1;
