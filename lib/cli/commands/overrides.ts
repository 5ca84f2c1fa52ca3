import { keyOf } from '#engine/model.ts';
import { shownKeyOf } from '#lib/shown-name.ts';
import { enrol } from '#lib/tick/enrol.ts';
import { errorText, shortName } from '../assessment-view.ts';
import { defineCommand } from '../command.ts';
import { liveArgs, liveInput } from '../live.ts';
import { orderTable, rowsOf, sharedRows } from '../orders/in-force.ts';
import { exitCodes } from '../world.ts';

export const overrides = defineCommand({
  name: 'overrides',
  description: 'List every order in force: for services, for groups and for the fleet',
  args: liveArgs,
  examples: [['flyball overrides --stack Flyball', 'who holds what, why, and until when']],
  run: async (args, world) => {
    const input = await liveInput(args, world);
    const { fleet, ports, deadline, home, tickMs } = input;
    const { services, trouble } = await enrol(input);
    const groups = Object.keys(fleet.policy.groups);
    const orders = await ports.overrides.load(services, groups, deadline);
    const rows = [
      ...sharedRows(orders, input),
      ...services.flatMap((id) =>
        rowsOf(orders.services.get(keyOf(id)), shortName(id, home), tickMs),
      ),
    ];
    if (args.json) world.print(JSON.stringify({ orders: rows }, null, 2));
    else world.print(rows.length === 0 ? 'No order is in force.' : orderTable(rows));
    for (const { service, error } of trouble.failed) {
      world.complain(`${shownKeyOf(service, home)}: ${errorText(error)}`);
    }
    return trouble.failed.length > 0 ? exitCodes.failed : exitCodes.ok;
  },
});
