/** The load that `--trace` names: a CSV file, or one of the generated ones. */
import {
  findGenerated,
  generatedLoads,
  generateLoad,
} from '#simulator/loads/generated/catalogue.ts';
import type { Load } from '#simulator/loads/load.ts';
import { parseLoad } from '#simulator/loads/parse-load.ts';
import { CliFailure } from '../usage-error.ts';
import type { CliWorld } from '../world.ts';

export const traceHelp = `CSV of timestamp,value; or a generated one: ${generatedLoads.map(({ name }) => name).join(', ')}`;

const fileName = (path: string): string => path.split('/').at(-1) ?? path;

export const readLoad = async (trace: string, seed: number, world: CliWorld): Promise<Load> => {
  const csv = await world.readText(trace);
  if (csv === null) {
    const generated = findGenerated(trace);
    if (generated !== null) return generateLoad(generated, seed);
    const names = generatedLoads.map(({ name }) => name).join(', ');
    throw new CliFailure(
      `there is no file ${trace}, and no generated trace of that name; generated are ${names}`,
    );
  }
  const parsed = parseLoad(fileName(trace), csv);
  if (parsed.kind === 'valid') return parsed.load;
  throw new CliFailure(`the trace ${trace} cannot be used: ${parsed.problem}`);
};
