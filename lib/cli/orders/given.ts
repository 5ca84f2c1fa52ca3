/** Who ordered something, why, and until when: an order without an end would be forgotten, and one without a reason feared. */
import { durationText, parseDuration } from '#config/units.ts';
import type { OverrideOrder } from '#engine/override.ts';
import type { NewOverride } from '#lib/operator-ports.ts';
import { mostCharacters, oneLine, orderSeconds } from '#lib/orders/bounds.ts';
import type { OrderDefaults } from '#lib/orders/defaults.ts';
import { givenUnder } from '#lib/orders/given.ts';
import { UsageError } from '../usage-error.ts';
import type { CliWorld } from '../world.ts';

export type GivenOptions = {
  readonly for?: string | undefined;
  readonly why?: string | undefined;
  readonly who?: string | undefined;
};

const secondsOf = (text: string | undefined, { seconds }: OrderDefaults): number => {
  if (text === undefined) return seconds;
  const given = parseDuration(text);
  const { least, most } = orderSeconds;
  if (given !== null && given >= least && given <= most) return given;
  const bounds = `${durationText(least)} to ${durationText(most)}`;
  throw new UsageError(
    `--for ${text} is not a duration from ${bounds}; write for example 1h, and give the order again when it is still needed`,
  );
};

const bounded = (option: keyof typeof mostCharacters, text: string): string => {
  const most = mostCharacters[option];
  const line = oneLine(text);
  if (line !== '' && line.length <= most) return line;
  const problem = line === '' ? 'is empty' : `has ${line.length} characters, more than ${most}`;
  throw new UsageError(`--${option} ${problem}; write a few words`);
};

export const whyOf = (text: string | undefined, { why }: Pick<OrderDefaults, 'why'>): string => {
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
  defaults: OrderDefaults,
  { world, nowMs }: { readonly world: CliWorld; readonly nowMs: number },
): readonly NewOverride[] => {
  const terms = {
    seconds: secondsOf(options.for, defaults),
    who: whoOf(options.who, world),
    why: whyOf(options.why, defaults),
    isUndo: defaults.isUndo,
  };
  return givenUnder(orders, terms, nowMs);
};
