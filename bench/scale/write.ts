/** What was measured, as the source file that the cost model reads. */
import type { TickUsage } from '#lib/bill/tick-usage.ts';

const entry = (usage: TickUsage): string => {
  const lines = Object.entries(usage).map(([name, value]) => `    ${name}: ${value},`);
  return ['  {', ...lines, '  },'].join('\n');
};

export const measuredTicksSource = (usages: readonly TickUsage[]): string =>
  [
    '/** Written by `WRITE=1 node bench/scale.ts`: the mean tick of a fleet with three signals a service, reads adaptive. */',
    "import type { TickUsage } from './tick-usage.ts';",
    '',
    'export const measuredTicks: readonly [TickUsage, ...TickUsage[]] = [',
    ...usages.map(entry),
    '];',
    '',
  ].join('\n');
