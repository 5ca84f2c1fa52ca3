/** What would be forecast of a load in a file, and how good such forecasts would have been. */
import { usualSettings } from '#lib/forecast/forecast.ts';
import { outlook } from '#lib/forecast/outlook.ts';
import { score } from '#lib/forecast/score.ts';
import { readLoad } from '../simulate/read-load.ts';
import { CliFailure, UsageError } from '../usage-error.ts';
import type { CliWorld } from '../world.ts';
import { seriesOfLoad } from './series-of-load.ts';
import { outlookText, scoreText } from './show.ts';

export const usualDays = 14;
export const usualOrigins = 240;
const mostDays = 28;
const mostOrigins = 2000;

export type TraceOptions = {
  readonly score?: boolean | undefined;
  readonly days?: string | undefined;
  readonly origins?: string | undefined;
  readonly json?: boolean | undefined;
};

const wholeNumber = (option: string, text: string | undefined, usual: number, most: number) => {
  if (text === undefined) return usual;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new UsageError(`--${option} ${text} must be a whole number from 1 to ${most}`);
};

const askedOf = ({ days, origins }: TraceOptions) => ({
  historyDays: wholeNumber('days', days, usualDays, mostDays),
  origins: wholeNumber('origins', origins, usualOrigins, mostOrigins),
});

export const forecastOfTrace = async (
  trace: string,
  options: TraceOptions,
  world: CliWorld,
): Promise<string> => {
  const asked = askedOf(options);
  const series = seriesOfLoad(await readLoad(trace, 1, world));
  if (options.score !== true) {
    const answer = outlook(series, usualSettings);
    return options.json ? JSON.stringify(answer, null, 2) : outlookText(answer);
  }
  const beganMs = world.nowMs();
  const scoring = score(series, asked);
  const msPerFit = (world.nowMs() - beganMs) / asked.origins;
  if (scoring.kind === 'too-short') {
    throw new CliFailure(
      `${trace} covers ${scoring.days.toFixed(1)} days, but ${scoring.neededDays.toFixed(1)} are needed for --days ${asked.historyDays} --origins ${asked.origins}; ask for fewer`,
    );
  }
  const answer = { trace, ...scoring.score, msPerFit };
  return options.json ? JSON.stringify(answer, null, 2) : scoreText(answer);
};
