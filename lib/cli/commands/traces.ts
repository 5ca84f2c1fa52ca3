import { join } from 'node:path';
import { generatedCsv, generatedLoads } from '#simulator/loads/generated/catalogue.ts';
import { defineCommand } from '../command.ts';
import { numberOption } from '../simulate/number-option.ts';
import { textTable } from '../table.ts';
import { exitCodes } from '../world.ts';

const listing = (): string =>
  textTable(
    ['TRACE', 'DAYS', 'WHAT IT SHOWS'],
    generatedLoads.map(({ name, days, what }) => [name, String(days), what]),
  );

export const traces = defineCommand({
  name: 'traces',
  description: 'List the generated traces, or write them down as CSV',
  args: {
    out: { type: 'string', description: 'Folder to write them to; without it they are listed' },
    seed: { type: 'string', description: 'Where all chance comes from; 1 by default' },
  },
  examples: [
    ['flyball traces', 'which there are'],
    ['flyball traces --out traces', 'a file each, to look at or to change'],
  ],
  run: async ({ out, seed }, world) => {
    const chance = numberOption(seed, 1, { name: 'seed', min: 0, max: 2 ** 31, whole: true });
    if (out === undefined) {
      world.print(listing());
      return exitCodes.ok;
    }
    for (const generated of generatedLoads) {
      const path = join(out, `${generated.name}.csv`);
      await world.writeText(path, generatedCsv(generated, chance));
      world.print(path);
    }
    return exitCodes.ok;
  },
});
