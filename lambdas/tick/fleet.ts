/** The fleet file as it was deployed with this code. */
import { readFile } from 'node:fs/promises';
import type { Fleet } from '#config/fleet.ts';
import type { ParameterValues } from '#config/parameters.ts';
import { parseFleet } from '#config/parse.ts';
import { refusal } from './refusal.ts';

const readText = async (file: URL): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const remedy = 'bundle one beside the handler, empty if services enrol by tag alone';
    throw new Error(`The fleet file ${file.pathname} cannot be read; ${remedy}`, { cause });
  }
};

export const loadFleet = async (file: URL, parameters: ParameterValues): Promise<Fleet> => {
  const parsed = parseFleet(await readText(file), parameters);
  if (parsed.kind === 'valid') return parsed.fleet;
  throw refusal(`The fleet file ${file.pathname}`, parsed.problems);
};
