/** An option that is a number within bounds. */
import { UsageError } from '../usage-error.ts';

export type NumberRange = {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** @default fractions are fine */
  readonly whole?: boolean;
};

export const numberOption = (
  text: string | undefined,
  otherwise: number,
  { name, min, max, whole = false }: NumberRange,
): number => {
  if (text === undefined) return otherwise;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  throw new UsageError(
    `--${name} is ${text}, but must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}`,
  );
};

export const choiceOption = <const Choice extends number>(
  text: string | undefined,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice => {
  if (text === undefined) return choices[0];
  const chosen = choices.find((choice) => String(choice) === text);
  if (chosen !== undefined) return chosen;
  throw new UsageError(`--${name} is ${text}, but must be ${choices.join(' or ')}`);
};
