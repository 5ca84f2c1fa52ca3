import { defineCommand } from '../command.ts';
import { liveArgs, liveInput } from '../live.ts';
import { numberOption } from '../simulate/number-option.ts';
import { priceArgs, readPrice } from '../simulate/price-options.ts';
import { gatherWeek } from '../weekly/gather.ts';
import { weekPage } from '../weekly/page.ts';
import { fleetSavings } from '../weekly/savings/fleet-savings.ts';
import { savingsText } from '../weekly/savings/text.ts';
import { weekText } from '../weekly/text.ts';
import { exitCodes } from '../world.ts';

/** Decisions are kept for 30 days. */
const range = { name: 'days', min: 0.01, max: 30 };
const usualDays = 7;

/** Each takes some seconds of replay. */
const savingsRange = { name: 'savings', min: 0, max: 200, whole: true };
const usualSavings = 10;
const dayMs = 86_400_000;

export const report = defineCommand({
  name: 'report',
  description:
    'Sum up days of a fleet: actions, time at limits, what was held, dollars, what would save most, forecasts',
  args: {
    days: { type: 'string', description: 'How many days back, 30 at most; 7 by default' },
    html: { type: 'string', description: 'Also write it as one HTML file, here' },
    savings: {
      type: 'string',
      description: `How many services to replay for what would save most; ${usualSavings} by default, 0 for none`,
    },
    ...priceArgs,
    ...liveArgs,
  },
  examples: [
    ['flyball report --stack Flyball', 'the last week, on the terminal'],
    ['flyball report --days 30 --html month.html --stack Flyball', 'a month, as a page to send'],
    [
      'flyball report --vcpu 2 --memory 4 --json --stack Flyball',
      'tasks of 2 vCPU and 4 GB, as data',
    ],
  ],
  run: async ({ days, html, savings, ...args }, world) => {
    const length = numberOption(days, usualDays, range);
    const atMost = numberOption(savings, usualSavings, savingsRange);
    const price = readPrice(args);
    const input = await liveInput(args, world);
    const toMs = input.tickMs;
    const week = await gatherWeek({ fromMs: toMs - length * dayMs, toMs }, price, input);
    const saved = await fleetSavings(week, atMost, price, input, world);
    if (html !== undefined) {
      await world.writeText(html, weekPage(week, price, saved));
      world.complain(`written to ${html}`);
    }
    world.print(
      args.json
        ? JSON.stringify({ price, ...week, savings: saved }, null, 2)
        : [weekText(week), ...(saved === null ? [] : ['', savingsText(saved)])].join('\n'),
    );
    return exitCodes.ok;
  },
});
