import { defineCommand } from '../command.ts';
import { fleetJsonSchema } from '../json-schema.ts';
import { exitCodes } from '../world.ts';

export const schema = defineCommand({
  name: 'schema',
  description: 'Print the JSON Schema of the fleet file, for editors',
  args: {},
  examples: [['flyball schema > fleet.schema.json', 'then name it in your editor settings']],
  run: async (_, world) => {
    world.print(fleetJsonSchema().trimEnd());
    return exitCodes.ok;
  },
});
