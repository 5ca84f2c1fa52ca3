/** Seven days of bad luck: `node --expose-gc bench/soak.ts [hours] [seed]`. About half an hour on two cores. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { soak } from '../test/soak/soak.ts';

const fleetFile = join(import.meta.dirname, '../examples/demo/fleet.yaml');
const [hours = '168', seed = '1'] = process.argv.slice(2);

const dataDirectory = await mkdtemp(join(tmpdir(), 'flyball-soak-'));
const result = await soak({
  fleetFile,
  fleetText: await readFile(fleetFile, 'utf8'),
  seed: Number(seed),
  hours: Number(hours),
  dataDirectory,
  onHour: (line) => console.log(line),
});
await rm(dataDirectory, { recursive: true });
console.log(JSON.stringify(result, null, 2));

/** Half as much again as when every history was full is growth. */
const mostGrowth = 1.5;
const { settled, last } = result.memory;
const grew = last.heap > settled.heap * mostGrowth || last.resident > settled.resident * mostGrowth;
const isClean = result.violations.length === 0 && result.openAlerts.length === 0 && !grew;
process.exitCode = isClean ? 0 : 1;
