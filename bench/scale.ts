/**
 * A tick at every size, with what it costs: `node bench/scale.ts [services…]`. The deployed functions run as processes of
 * their own against the local AWS with its limits on, which is a process too. `WARM=14` is how many ticks follow the cold
 * one, `WRITE=1` keeps what was measured where `flyball cost` and the price tables get it. Some five minutes.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { originOf } from './compare/origin.ts';
import { bundleFunctions, type Measured, measure } from './scale/measure.ts';
import { scaleReport } from './scale/report.ts';
import { usageOf } from './scale/usual.ts';
import { measuredTicksSource } from './scale/write.ts';

const { WARM: warmTicks = '14', WRITE: write } = process.env;
const given = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [10, 100, 1_000, 10_000];
const measuredFile = new URL('../lib/bill/measured-ticks.ts', import.meta.url);

const folder = await mkdtemp(join(tmpdir(), 'flyball-bench-'));
try {
  const command = `WARM=${warmTicks} node bench/scale.ts${given.map((size) => ` ${size}`).join('')}`;
  const { commit, machine } = await originOf(command);
  const bundles = await bundleFunctions(folder);
  const measured: Measured[] = [];
  for (const services of sizes) {
    measured.push(await measure(bundles, services, Number(warmTicks)));
  }
  const load = loadavg()[0]?.toFixed(1);
  const origin = `command  ${command}\ncommit   ${commit}\nmachine  ${machine}; load average ${load} at the end`;
  console.log(`\`\`\`\n${origin}\n\`\`\`\n\n${scaleReport(measured)}`);
  if (write !== undefined)
    await writeFile(measuredFile, measuredTicksSource(measured.map(usageOf)));
} finally {
  await rm(folder, { recursive: true });
}
