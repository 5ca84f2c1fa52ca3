import { defineCommand } from '../command.ts';
import { liveArgs, liveInput } from '../live.ts';
import { frameOf } from '../top/frame.ts';
import { CliFailure } from '../usage-error.ts';
import { exitCodes } from '../world.ts';

export const top = defineCommand({
  name: 'top',
  description:
    'Show the fleet as of the last tick, whoever is in trouble first; repeat it with watch',
  args: liveArgs,
  examples: [
    ['flyball top --stack Flyball', 'one read of the table, no metrics: next to free'],
    ['watch -n 15 flyball top --stack Flyball', 'again every 15 seconds'],
    ['flyball top --json --stack Flyball', 'the rows as data'],
  ],
  run: async (args, world) => {
    const { operator, deadline, home } = await liveInput(args, world);
    const { summaries, unread } = await operator.summaries.read(deadline);
    for (const { shard, cause } of unread) {
      world.complain(`the summary of shard ${shard} cannot be read: ${cause}`);
    }
    if (summaries.length === 0) {
      throw new CliFailure(
        'no tick has written a summary yet; flyball doctor says whether ticks run',
      );
    }
    world.print(
      args.json
        ? JSON.stringify({ summaries }, null, 2)
        : frameOf({ summaries, home, colour: world.colour }),
    );
    return unread.length > 0 ? exitCodes.failed : exitCodes.ok;
  },
});
