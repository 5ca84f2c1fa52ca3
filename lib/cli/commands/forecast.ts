import { usualSettings } from '#lib/forecast/forecast.ts';
import { outlook } from '#lib/forecast/outlook.ts';
import { score } from '#lib/forecast/score.ts';
import { defineCommand } from '../command.ts';
import { seriesOfLoad } from '../forecast/series-of-load.ts';
import { outlookText, scoreText } from '../forecast/show.ts';
import { readLoad, traceHelp } from '../simulate/read-load.ts';
import { CliFailure, UsageError } from '../usage-error.ts';
import { type CliWorld, exitCodes } from '../world.ts';

const usualDays = 14;
const mostDays = 28;
const usualOrigins = 240;
const mostOrigins = 2000;

const wholeNumber = (option: string, text: string | undefined, usual: number, most: number) => {
  if (text === undefined) return usual;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new UsageError(`--${option} ${text} must be a whole number from 1 to ${most}`);
};

const traceNamed = async (path: string | undefined, world: CliWorld) => {
  if (path === undefined) {
    throw new UsageError(`flyball forecast needs --trace: ${traceHelp}`);
  }
  return seriesOfLoad(await readLoad(path, 1, world));
};

export const forecastCommand = defineCommand({
  name: 'forecast',
  description: 'Forecast a load from a trace, or score the forecaster on it',
  args: {
    trace: { type: 'string', description: traceHelp },
    score: { type: 'boolean', description: 'Forecast from moments of its past, and compare' },
    days: { type: 'string', description: `Days of history; ${usualDays} by default` },
    origins: { type: 'string', description: `Forecasts to score; ${usualOrigins} by default` },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  examples: [
    ['flyball forecast --trace load.csv', 'what comes after its end, with bounds'],
    ['flyball forecast --trace load.csv --score', 'how good such forecasts would have been'],
    ['flyball forecast --trace load.csv --score --days 28 --json', 'for a machine to read'],
  ],
  run: async ({ trace, score: isScore, days, origins, json }, world) => {
    const historyDays = wholeNumber('days', days, usualDays, mostDays);
    const asked = {
      historyDays,
      origins: wholeNumber('origins', origins, usualOrigins, mostOrigins),
    };
    const series = await traceNamed(trace, world);
    if (!isScore) {
      const answer = outlook(series, usualSettings);
      world.print(json ? JSON.stringify(answer, null, 2) : outlookText(answer));
      return exitCodes.ok;
    }
    const beganMs = world.nowMs();
    const scoring = score(series, asked);
    const msPerFit = (world.nowMs() - beganMs) / asked.origins;
    if (scoring.kind === 'too-short') {
      throw new CliFailure(
        `${trace} covers ${scoring.days.toFixed(1)} days, but ${scoring.neededDays.toFixed(1)} are needed for --days ${historyDays} --origins ${asked.origins}; ask for fewer`,
      );
    }
    const answer = { trace, ...scoring.score, msPerFit };
    world.print(json ? JSON.stringify(answer, null, 2) : scoreText(answer));
    return exitCodes.ok;
  },
});
