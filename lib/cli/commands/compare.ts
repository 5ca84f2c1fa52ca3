import { comparisonReport } from '#simulator/report/comparison-report.ts';
import { reportPage } from '#simulator/report/page/page.ts';
import { painter } from '../colour.ts';
import { defineCommand } from '../command.ts';
import { commandLine } from '../contest/command-line.ts';
import { holdContest } from '../contest/contest.ts';
import { reportText } from '../report/report-text.ts';
import { plantArgs } from '../simulate/plant-options.ts';
import { priceArgs } from '../simulate/price-options.ts';
import { traceHelp } from '../simulate/read-load.ts';
import { exitCodes } from '../world.ts';

const compareArgs = {
  trace: { type: 'string', description: traceHelp },
  fleet: { type: 'string', description: 'Fleet file with the policy; fleet.yaml by default' },
  service: {
    type: 'string',
    description: 'cluster/service whose policy is tried; without it, CPU at --target',
  },
  target: {
    type: 'string',
    description: 'Utilisation in percent that everyone aims at for the scores; 60 by default',
  },
  risk: {
    type: 'string',
    description:
      'Chance in percent that demand outgrows the SLO: the usual policy by risk, not by target',
  },
  queue: { type: 'boolean', description: 'The load is messages that wait in a queue' },
  ...plantArgs,
  resolution: {
    type: 'string',
    description: 'Seconds of a metric point that Flyball reads, 60 or 20; 60 by default',
  },
  tick: { type: 'string', description: 'Seconds between its ticks, 60 or 20; 60 by default' },
  reads: {
    type: 'string',
    description:
      'Whether every metric is read on every-tick, the default, or adaptive as its turn comes; both lets the two compete',
  },
  ...priceArgs,
  html: { type: 'string', description: 'File to write a report with charts to' },
  json: { type: 'boolean', description: 'Print JSON' },
} as const;

export const compare = defineCommand({
  name: 'compare',
  description: 'Run a policy and the other autoscalers over the same load, and draw the frontier',
  args: compareArgs,
  examples: [
    ['flyball compare --trace flash-crowd', 'everyone under a generated load'],
    ['flyball compare --trace load.csv --html report.html', 'a page with charts, to show around'],
    ['flyball compare --trace load.csv --risk 0.5', 'capacity by risk instead of by target'],
    ['flyball compare --trace load.csv --reads both', 'what adaptive reads save, and cost'],
    ['flyball compare --trace load.csv --json', 'scores and frontier, as data'],
  ],
  run: async ({ json, html, ...options }, world) => {
    const result = await holdContest(options, world);
    const given = { ...options, json, html };
    const command = commandLine('compare', given, Object.keys(compareArgs));
    const report = comparisonReport({ ...result, command });
    if (html !== undefined) await world.writeText(html, reportPage(report));
    world.print(
      json ? JSON.stringify(result.comparison, null, 2) : reportText(report, painter(world.colour)),
    );
    return exitCodes.ok;
  },
});
