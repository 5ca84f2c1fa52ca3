import { defineCommand } from '../command.ts';
import { fleetYaml } from '../import/fleet-yaml.ts';
import { liveArgs, patienceMs } from '../live.ts';
import { serviceNamed } from '../service-name.ts';
import { CliFailure } from '../usage-error.ts';
import { exitCodes } from '../world.ts';

export const importCommand = defineCommand({
  name: 'import',
  description: 'Print the fleet file that does what Application Auto Scaling does for a service',
  args: {
    service: { type: 'positional', required: true, description: 'cluster/service' },
    region: liveArgs.region,
    json: liveArgs.json,
  },
  examples: [
    ['flyball import shop/checkout > fleet.yaml', 'to go on from; no Flyball need be deployed'],
    ['flyball import shop/checkout --region eu-west-1 --json', 'what is registered, as data'],
  ],
  run: async ({ service, region = null, json }, world) => {
    // Who has registered something is asked about this region and account, whichever that is.
    const id = serviceNamed(service, { account: '', region: '' });
    const registrations = await world.registrations(region);
    const registration = await registrations.read(id, world.startDeadline(patienceMs));
    if (registration === null) {
      throw new CliFailure(
        `Application Auto Scaling has no scalable target for ${service} here; check the name and the region`,
      );
    }
    world.print(
      json
        ? JSON.stringify({ service, registration }, null, 2)
        : fleetYaml(id, registration, world.nowMs()),
    );
    return exitCodes.ok;
  },
});
