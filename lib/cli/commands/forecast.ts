import { defineCommand } from '../command.ts';
import { forecastOfService } from '../forecast/of-service.ts';
import { forecastOfTrace, usualDays, usualOrigins } from '../forecast/of-trace.ts';
import { liveArgs } from '../live.ts';
import { priceArgs } from '../simulate/price-options.ts';
import { traceHelp } from '../simulate/read-load.ts';
import { UsageError } from '../usage-error.ts';
import { exitCodes } from '../world.ts';

export const forecastCommand = defineCommand({
  name: 'forecast',
  description: 'Forecast a service and advise on its next day, or forecast a load from a trace',
  args: {
    service: { type: 'positional', required: false, description: 'cluster/service' },
    ...liveArgs,
    ...priceArgs,
    trace: { type: 'string', description: traceHelp },
    score: { type: 'boolean', description: 'Forecast from moments of its past, and compare' },
    days: { type: 'string', description: `Days of history of a trace; ${usualDays} by default` },
    origins: { type: 'string', description: `Forecasts to score; ${usualOrigins} by default` },
  },
  examples: [
    ['flyball forecast shop/checkout --stack Flyball', 'two hours and a day ahead, and what to do'],
    ['flyball forecast --trace load.csv', 'what comes after its end, with bounds'],
    ['flyball forecast --trace load.csv --score', 'how good such forecasts would have been'],
    ['flyball forecast --trace load.csv --score --days 28 --json', 'for a machine to read'],
  ],
  run: async ({ service, trace, ...options }, world) => {
    if ((service === undefined) === (trace === undefined)) {
      throw new UsageError(
        `flyball forecast needs either a service, as cluster/service, or --trace: ${traceHelp}`,
      );
    }
    world.print(
      trace === undefined
        ? await forecastOfService(service ?? '', options, world)
        : await forecastOfTrace(trace, options, world),
    );
    return exitCodes.ok;
  },
});
