/** The fleet file as it was deployed with this code. */
import { readFile } from 'node:fs/promises';
import type { Fleet } from '#config/fleet.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import type { ParameterValues } from '#config/parameters.ts';
import { parseFleet } from '#config/parse.ts';
import { refusal } from './refusal.ts';

export type LoadedFleet = { readonly fleet: Fleet; readonly yaml: string };

const readText = async (file: URL): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const remedy = 'bundle one beside the handler, empty if services enrol by tag alone';
    throw new Error(`The fleet file ${file.pathname} cannot be read; ${remedy}`, { cause });
  }
};

/**
 * The file is held against the default parameters, as at synth. The deployed ones may contradict a single service of
 * it, such as `min: 8` under DefaultMax 5; that service is refused on every tick, and all others go on being scaled.
 */
export const loadFleet = async (file: URL, parameters: ParameterValues): Promise<LoadedFleet> => {
  const yaml = await readText(file);
  const parsed = parseFleet(yaml, defaultParameters);
  if (parsed.kind === 'valid') return { fleet: { ...parsed.fleet, parameters }, yaml };
  throw refusal(`The fleet file ${file.pathname}`, parsed.problems);
};
