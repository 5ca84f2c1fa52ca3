/** Reads and parses the fleet file, with the stack parameters that the environment holds. */
import type { Fleet } from '#config/fleet.ts';
import { readParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import type { Problem } from '#config/problem.ts';
import { painter } from './colour.ts';
import { CliFailure } from './usage-error.ts';
import type { CliWorld } from './world.ts';

export const usualFleetFile = 'fleet.yaml';

export type FleetFile = {
  /** `null`: there is none, and the fleet is enrolled by tags alone. */
  readonly path: string | null;
  readonly result:
    | { readonly kind: 'valid'; readonly fleet: Fleet }
    | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };
};

/** A file that was named must be there; the usual one need not. */
export const readFleetFile = async (named: string | null, world: CliWorld): Promise<FleetFile> => {
  const path = named ?? usualFleetFile;
  const text = await world.readText(path);
  if (text === null && named !== null) {
    throw new CliFailure(`there is no file ${named}; name the fleet file, or leave it out`);
  }
  const parameters = readParameters(world.env);
  if (parameters.kind === 'invalid') return { path: null, result: parameters };
  const result = parseFleet(text ?? '', parameters.values);
  return { path: text === null ? null : path, result };
};

export const problemReport = (problems: readonly Problem[], world: CliWorld): string => {
  const paint = painter(world.colour);
  const lines = problems.flatMap(({ path, value, message }) => [
    `  ${paint('bold', path)}: ${value}`,
    `      ${message}`,
  ]);
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [
    ...lines,
    '',
    paint('red', `${count}; nothing is deployed or changed until all are gone`),
  ].join('\n');
};

export const validFleetOf = ({ path, result }: FleetFile, world: CliWorld): Fleet => {
  if (result.kind === 'valid') return result.fleet;
  const where = path ?? 'the environment';
  throw new CliFailure(`${where} is not valid:\n${problemReport(result.problems, world)}`);
};

export const readValidFleet = async (named: string | null, world: CliWorld): Promise<Fleet> =>
  validFleetOf(await readFleetFile(named, world), world);
