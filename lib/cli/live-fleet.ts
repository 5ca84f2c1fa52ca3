/**
 * The fleet that a running stack goes by: what its function wrote down, unless another file is asked for by name.
 * Before a function has run once there is only the file at hand.
 */
import type { Fleet } from '#config/fleet.ts';
import { readParameters } from '#config/parameter-values.ts';
import { parseDeployedFleet } from '#config/parse-deployed.ts';
import type { Deployment } from '#lib/deployment.ts';
import type { Deadline } from '#lib/ports.ts';
import { type FleetFile, readValidFleet, usualFleetFile, validFleetOf } from './fleet-file.ts';
import type { CliWorld, Connection } from './world.ts';

const deployedFile = 'the deployed fleet file';

const underDeployedParameters = (
  yaml: string,
  path: string,
  { parameters }: Deployment,
): FleetFile => {
  const read = readParameters(parameters);
  if (read.kind === 'invalid') return { path: 'the deployed parameters', result: read };
  return { path, result: parseDeployedFleet(yaml, read.values) };
};

const deployedYaml = async ({ fleetYaml }: Deployment, world: CliWorld): Promise<string> => {
  const here = await world.readText(usualFleetFile);
  if (fleetYaml === null) {
    world.complain(
      `the deployed fleet file is too large to be kept in the table; ${here === null ? 'looking without one, so pass --fleet' : `looking through ${usualFleetFile}`}`,
    );
    return here ?? '';
  }
  if (here !== null && here !== fleetYaml) {
    world.complain(
      `${usualFleetFile} differs from what is deployed; looking through the deployed one (--fleet ${usualFleetFile} takes this one)`,
    );
  }
  return fleetYaml;
};

/** An order to freeze must not fail because nobody can read what is deployed. */
const readDeployment = async (
  { deployment }: Connection['operator'],
  world: CliWorld,
  deadline: Deadline,
): Promise<Deployment | null> => {
  try {
    return await deployment.read(deadline);
  } catch (error) {
    world.complain(
      `what is deployed cannot be read, so the file at hand is looked through: ${error instanceof Error ? error.message : error}`,
    );
    return null;
  }
};

export const liveFleet = async (
  named: string | null,
  world: CliWorld,
  { operator }: Connection,
  deadline: Deadline,
): Promise<Fleet> => {
  const deployment = await readDeployment(operator, world, deadline);
  if (deployment === null) return readValidFleet(named, world);
  if (named !== null) {
    const text = await world.readText(named);
    if (text === null) return readValidFleet(named, world);
    return validFleetOf(underDeployedParameters(text, named, deployment), world);
  }
  const yaml = await deployedYaml(deployment, world);
  return validFleetOf(underDeployedParameters(yaml, deployedFile, deployment), world);
};
