/** Who ordered something, why, and until when: an order without an end would be forgotten, and one without a reason feared. */
import { durationText, parseDuration } from '#config/units.ts';
import type { OverrideOrder } from '#engine/override.ts';
import type { NewOverride } from '#lib/operator-ports.ts';
import { UsageError } from '../usage-error.ts';
import type { CliWorld } from '../world.ts';

export type GivenOptions = {
  readonly for?: string | undefined;
  readonly why?: string | undefined;
  readonly who?: string | undefined;
};

export type Defaults = {
  readonly seconds: number;
  /** `null`: the person has to say why. */
  readonly why: string | null;
};

export const usual: Defaults = { seconds: 3_600, why: null };

const leastSeconds = 60;
const mostSeconds = 7 * 86_400;

const secondsOf = (text: string | undefined, { seconds }: Defaults): number => {
  if (text === undefined) return seconds;
  const given = parseDuration(text);
  if (given !== null && given >= leastSeconds && given <= mostSeconds) return given;
  const bounds = `${durationText(leastSeconds)} to ${durationText(mostSeconds)}`;
  throw new UsageError(
    `--for ${text} is not a duration from ${bounds}; write for example 1h, and give the order again when it is still needed`,
  );
};

const mostCharacters = { who: 64, why: 200 } as const;

const bounded = (option: keyof typeof mostCharacters, text: string): string => {
  const most = mostCharacters[option];
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line !== '' && line.length <= most) return line;
  const problem = line === '' ? 'is empty' : `has ${line.length} characters, more than ${most}`;
  throw new UsageError(`--${option} ${problem}; write a few words`);
};

export const whyOf = (text: string | undefined, { why }: Pick<Defaults, 'why'>): string => {
  const given = text ?? why;
  if (given !== null) return bounded('why', given);
  throw new UsageError('a reason is needed; pass --why "…", whoever is on call will read it');
};

/** The name at the terminal; a shared account is told apart with --who. */
export const whoOf = (text: string | undefined, { env }: CliWorld): string => {
  const given = text ?? env['FLYBALL_WHO'] ?? env['USER'] ?? env['LOGNAME'] ?? env['USERNAME'];
  if (given !== undefined && given !== '') return bounded('who', given);
  throw new UsageError('who says this is not known; pass --who <name>');
};

export const given = (
  orders: readonly OverrideOrder[],
  options: GivenOptions,
  defaults: Defaults,
  { world, nowMs }: { readonly world: CliWorld; readonly nowMs: number },
): readonly NewOverride[] => {
  const expiresAtMs = nowMs + secondsOf(options.for, defaults) * 1000;
  const who = whoOf(options.who, world);
  const why = whyOf(options.why, defaults);
  return orders.map((order) => ({ order, setAtMs: nowMs, expiresAtMs, who, why }));
};
