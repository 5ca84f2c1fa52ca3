/** The options of `flyball local`, checked. */
import { UsageError } from '../usage-error.ts';
import { readParameterOption } from './parameter-option.ts';

export type LocalSettings = {
  readonly fleet: string | null;
  readonly trace: string | null;
  readonly data: string | null;
  readonly speed: number;
  readonly port: number;
  readonly seed: number;
  /** As the environment of a function would hold them. */
  readonly parameters: Readonly<Record<string, string>>;
};

export type LocalOptions = {
  readonly fleet?: string | undefined;
  readonly trace?: string | undefined;
  readonly data?: string | undefined;
  readonly speed?: string | undefined;
  readonly port?: string | undefined;
  readonly seed?: string | undefined;
  readonly parameters?: string | undefined;
};

type Range = { readonly option: string; readonly min: number; readonly max: number };

const numberIn = (text: string | undefined, otherwise: number, range: Range): number => {
  const { option, min, max } = range;
  const value = text === undefined ? otherwise : Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new UsageError(`--${option} is ${text}, but must be a whole number from ${min} to ${max}`);
};

export const readLocalSettings = (options: LocalOptions): LocalSettings => ({
  fleet: options.fleet ?? null,
  trace: options.trace ?? null,
  data: options.data ?? null,
  speed: numberIn(options.speed, 60, { option: 'speed', min: 1, max: 600 }),
  port: numberIn(options.port, 4570, { option: 'port', min: 0, max: 65_535 }),
  seed: numberIn(options.seed, 1, { option: 'seed', min: 0, max: 2 ** 31 }),
  parameters: readParameterOption(options.parameters),
});
