import { reportPage } from '#simulator/report/page/page.ts';
import { backtestOne } from '../backtest/backtest.ts';
import { backtestData } from '../backtest/data.ts';
import { savingsLines } from '../backtest/savings-text.ts';
import { scheduleLines } from '../backtest/schedule-text.ts';
import { painter } from '../colour.ts';
import { defineCommand } from '../command.ts';
import { commandLine } from '../contest/command-line.ts';
import { liveArgs } from '../live.ts';
import { reportText } from '../report/report-text.ts';
import { priceArgs } from '../simulate/price-options.ts';
import { exitCodes } from '../world.ts';

const options = {
  days: { type: 'string', description: 'How far back, 0.1 to 15; 14 by default' },
  fleet: {
    type: 'string',
    description: 'Fleet file in use; that of the stack by default, or fleet.yaml if it is there',
  },
  candidate: { type: 'string', description: 'Fleet file with a policy that is to be compared' },
  slo: { type: 'string', description: 'CPU in percent above which a minute is violated; 90' },
  'start-lag': { type: 'string', description: 'Seconds; measured from the history by default' },
  'by-risk': {
    type: 'boolean',
    description: 'Say what an assure rule in place of the rules in use would have saved',
  },
  'by-schedule': {
    type: 'boolean',
    description: 'Say what a lower minimum in the quiet hours of the week would have saved',
  },
  html: { type: 'string', description: 'Write the report with charts to this file' },
  yes: { type: 'boolean', description: 'Agree to what reading costs' },
  ...priceArgs,
  stack: liveArgs.stack,
  table: liveArgs.table,
  account: liveArgs.account,
  region: liveArgs.region,
  at: liveArgs.at,
  json: liveArgs.json,
} as const;

export const backtest = defineCommand({
  name: 'backtest',
  description: "Replay a service's own history through its policy, beside what really happened",
  args: {
    service: { type: 'positional', required: true, description: 'cluster/service' },
    ...options,
  },
  examples: [
    ['flyball backtest shop/checkout', 'two weeks; no Flyball need be deployed'],
    [
      'flyball backtest shop/checkout --candidate new.yaml --html report.html --yes',
      'two policies, with charts',
    ],
  ],
  run: async (args, world) => {
    const command = commandLine(`backtest ${args.service}`, args, Object.keys(options));
    const backtested = await backtestOne(args, command, world);
    if (args.html !== undefined) await world.writeText(args.html, reportPage(backtested.report));
    world.print(
      args.json
        ? JSON.stringify(backtestData(backtested), null, 2)
        : [
            reportText(backtested.report, painter(world.colour)),
            ...savingsLines(backtested),
            ...scheduleLines(args.service, backtested),
          ].join('\n'),
    );
    return exitCodes.ok;
  },
});
