import { defineCommand } from '../command.ts';
import { problemReport, readFleetFile, usualFleetFile } from '../fleet-file.ts';
import { exitCodes } from '../world.ts';

const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

export const validate = defineCommand({
  name: 'validate',
  description: 'Check a fleet file: every problem at once, with its path, value and remedy',
  args: {
    file: {
      type: 'positional',
      required: false,
      description: `The fleet file; ${usualFleetFile} by default`,
    },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  examples: [
    ['flyball validate', `check ${usualFleetFile} here`],
    ['flyball validate fleets/prod.yaml --json', 'check another file, for a machine to read'],
    ['FLYBALL_DEFAULT_MAX=50 flyball validate', 'check it against the parameters of your stack'],
  ],
  run: async ({ file, json }, world) => {
    const named = file ?? usualFleetFile;
    const { path, result } = await readFleetFile(named, world);
    const where = path ?? 'the environment';
    if (result.kind === 'invalid') {
      if (json) world.print(JSON.stringify({ valid: false, problems: result.problems }, null, 2));
      else world.print(`${where} is not valid:\n${problemReport(result.problems, world)}`);
      return exitCodes.failed;
    }
    const { services, policies, policy } = result.fleet;
    const counts = {
      services: services.length,
      policies: Object.keys(policies).length,
      groups: Object.keys(policy.groups).length,
    };
    if (json) world.print(JSON.stringify({ valid: true, ...counts }, null, 2));
    else {
      const parts = [
        counted(counts.services, 'service', 'services'),
        counted(counts.policies, 'policy', 'policies'),
        counted(counts.groups, 'group', 'groups'),
      ];
      world.print(`${where} is valid: ${parts.join(', ')}`);
    }
    return exitCodes.ok;
  },
});
