/** The fleet file as it was deployed with this code. */
import { readFile } from 'node:fs/promises';
import type { Fleet } from '#config/fleet.ts';
import type { ParameterValues } from '#config/parameters.ts';
import { parseDeployedFleet } from '#config/parse-deployed.ts';
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

export const loadFleet = async (file: URL, parameters: ParameterValues): Promise<LoadedFleet> => {
  const yaml = await readText(file);
  const parsed = parseDeployedFleet(yaml, parameters);
  if (parsed.kind === 'valid') return { fleet: parsed.fleet, yaml };
  throw refusal(`The fleet file ${file.pathname}`, parsed.problems);
};
