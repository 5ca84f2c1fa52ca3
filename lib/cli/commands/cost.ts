import { monthOf } from '#lib/spend.ts';
import { enrol } from '#lib/tick/enrol.ts';
import { candidatesAmong, gather } from '#lib/tick/gather.ts';
import { prospectsOf } from '#lib/tick/prospects.ts';
import { defineCommand } from '../command.ts';
import { costOf } from '../cost/outlook.ts';
import { costText } from '../cost/show.ts';
import { liveArgs, liveInput } from '../live.ts';
import { exitCodes } from '../world.ts';

export const cost = defineCommand({
  name: 'cost',
  description:
    'What metric reads cost this month, so far and by its end, and beside Application Auto Scaling',
  args: liveArgs,
  examples: [
    ['flyball cost --stack Flyball', 'the running fleet, and fleets of other sizes'],
    ['flyball cost --stack Flyball --json', 'the same as data, every service included'],
  ],
  run: async ({ json, ...options }, world) => {
    const input = await liveInput(options, world);
    const enrolment = await enrol(input);
    const gathered = await gather(input, enrolment);
    const candidates = candidatesAmong(enrolment.services, gathered);
    const { prospects } = prospectsOf(candidates, { foresights: new Map() }, input);
    const spent = await input.operator.spend.load(monthOf(input.tickMs), input.deadline);
    const found = costOf({
      services: prospects.map(({ asked }) => asked),
      spent,
      parameters: input.fleet.parameters,
      nowMs: input.tickMs,
    });
    world.print(json ? JSON.stringify(found, null, 2) : costText(found));
    return exitCodes.ok;
  },
});
