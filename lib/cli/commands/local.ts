/** `flyball local`: the whole product on this machine. What it needs is loaded only when it runs. */
import { defineCommand } from '../command.ts';
import { readLocalSettings } from '../local/settings.ts';

export const local = defineCommand({
  name: 'local',
  description: 'Run the whole product here, with no AWS account, and watch it in a browser',
  args: {
    fleet: { type: 'string', description: 'Fleet file; a demonstration fleet without one' },
    trace: {
      type: 'string',
      description: 'Load as CSV: a column seconds, then one per <cluster>/<service>',
    },
    speed: { type: 'string', description: 'Times real time, from 1 to 600; 60 by default' },
    port: { type: 'string', description: 'Port on 127.0.0.1; 4570 by default' },
    data: { type: 'string', description: 'Folder to keep the state in; in memory without one' },
    parameters: {
      type: 'string',
      description: 'Stack parameters, as Name=value with commas; flyball parameters lists them',
    },
    seed: { type: 'string', description: 'Where all chance comes from; 1 by default' },
  },
  examples: [
    ['flyball local', 'a demonstration fleet, a minute a second'],
    ['flyball local --fleet fleet.yaml --trace load.csv', 'your policies under your load'],
    [
      'flyball local --parameters ShardSize=10,Reads=adaptive',
      'divided among workers, read in turns',
    ],
    ['flyball local --speed 1 --data .flyball', 'in real time, with a memory'],
  ],
  run: async (options, world) => {
    const settings = readLocalSettings(options);
    const { runLocal } = await import('../local/run-local.ts');
    return runLocal(settings, world);
  },
});
