import { defineCommand } from '../command.ts';
import { plantArgs } from '../simulate/plant-options.ts';
import { priceArgs } from '../simulate/price-options.ts';
import { traceHelp } from '../simulate/read-load.ts';
import { simulationData, simulationText } from '../simulate/show.ts';
import { simulateOne } from '../simulate/simulation.ts';
import { exitCodes } from '../world.ts';

export const simulate = defineCommand({
  name: 'simulate',
  description: 'Run a policy over a recorded or generated load, and score it',
  args: {
    trace: { type: 'string', description: traceHelp },
    fleet: { type: 'string', description: 'Fleet file with the policy; fleet.yaml by default' },
    service: {
      type: 'string',
      description: 'cluster/service whose policy is tried; without it, CPU at --target',
    },
    target: { type: 'string', description: 'CPU target in percent; 60 by default' },
    risk: {
      type: 'string',
      description:
        'Chance in percent that demand outgrows the SLO: the usual policy by risk, not by target',
    },
    queue: { type: 'boolean', description: 'The load is messages that wait in a queue' },
    ...plantArgs,
    'start-lag-spread': {
      type: 'string',
      description: 'How much start lags differ: sigma of a log-normal; 0 by default, all the same',
    },
    resolution: {
      type: 'string',
      description: 'Seconds of a metric point, 60 or 20; 60 by default',
    },
    tick: { type: 'string', description: 'Seconds between two ticks, 60 or 20; 60 by default' },
    reads: {
      type: 'string',
      description:
        'Whether every metric is read on every-tick, the default, or adaptive as its turn comes',
    },
    ...priceArgs,
    json: { type: 'boolean', description: 'Print JSON' },
  },
  examples: [
    ['flyball simulate --trace flash-crowd', 'the usual policy under a generated load'],
    ['flyball simulate --trace load.csv --peak-tasks 40', 'under your own, sized to your service'],
    ['flyball simulate --trace load.csv --service shop/web', 'the policy of your fleet file'],
  ],
  run: async ({ json, ...options }, world) => {
    const simulation = await simulateOne(options, world);
    world.print(
      json ? JSON.stringify(simulationData(simulation), null, 2) : simulationText(simulation),
    );
    return exitCodes.ok;
  },
});
