/** The stack parameters' values: from the environment that the stack gives its functions, or the defaults. */
import { looksAMinute } from './interval.ts';
import { suggestion } from './nearest.ts';
import {
  type NumberParameter,
  type Parameter,
  type ParameterValues,
  parameters,
} from './parameters.ts';
import type { Problem } from './problem.ts';

type Environment = Readonly<Record<string, string | undefined>>;

type Value = string | number;

type Read =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'problem'; readonly message: string };

const table: readonly (readonly [string, Parameter])[] = Object.entries(parameters);

const refuse = (message: string): Read => ({ kind: 'problem', message });

const decimalNumber = /^-?\d{1,15}(\.\d{1,15})?$/;

/** CloudFormation's type Number takes 62.5 too; refusing it here would stop a deployed function for half a percent. */
const readNumber = (raw: string, { min, max, unit }: NumberParameter): Read => {
  const must = `must be a whole number of ${unit} from ${min} to ${max}`;
  if (!decimalNumber.test(raw)) return refuse(`${must}; write digits only, such as ${min}`);
  const value = Math.round(Number(raw));
  if (value < min) return refuse(`${must}; raise it to ${min} or more`);
  if (value > max) return refuse(`${must}; lower it to ${max} or less`);
  return { kind: 'value', value };
};

const readOne = (raw: string | undefined, parameter: Parameter): Read => {
  if (raw === undefined) return { kind: 'value', value: parameter.default };
  switch (parameter.type) {
    case 'Number':
      return readNumber(raw, parameter);
    case 'Choice': {
      const { choices } = parameter;
      if (choices.includes(raw)) return { kind: 'value', value: raw };
      return refuse(`must be ${choices.join(' or ')}; ${suggestion(raw, choices)}`);
    }
    case 'Text':
      if (new RegExp(parameter.pattern).test(raw)) return { kind: 'value', value: raw };
      return refuse(`must be ${parameter.patternHelp}`);
    default:
      return parameter satisfies never;
  }
};

/** The table decides what a complete set of values is, so it is what the type rests on. */
const isComplete = (values: object): values is ParameterValues =>
  table.every(([name, { type }]) => {
    const value: unknown = Reflect.get(values, name);
    return typeof value === (type === 'Number' ? 'number' : 'string');
  });

/**
 * Where two parameters contradict each other the larger holds for both: a deploy cannot compare them, and a function
 * that refused them would scale nothing at all. An urgent wish never waits longer than one that is not.
 */
const withoutContradiction = (values: ParameterValues): ParameterValues => {
  const { DefaultMin, CooldownHighSeconds } = values;
  const CooldownMediumSeconds = Math.max(CooldownHighSeconds, values.CooldownMediumSeconds);
  return {
    ...values,
    LoopsPerMinute: looksAMinute(values),
    DefaultMax: Math.max(DefaultMin, values.DefaultMax),
    CooldownMediumSeconds,
    CooldownLowSeconds: Math.max(CooldownMediumSeconds, values.CooldownLowSeconds),
  };
};

export type ReadParameters =
  | { readonly kind: 'valid'; readonly values: ParameterValues }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** A variable that is not set leaves its parameter at the default. */
export const readParameters = (env: Environment): ReadParameters => {
  const reads = table.map(([name, parameter]) => {
    const raw = env[parameter.env];
    return { name, env: parameter.env, raw: raw ?? '', read: readOne(raw, parameter) };
  });
  const problems = reads.flatMap(({ name, env: variable, raw, read }) =>
    read.kind === 'value'
      ? []
      : [{ path: `${name} (${variable})`, value: raw, message: read.message }],
  );
  if (problems.length > 0) return { kind: 'invalid', problems };
  const values = Object.fromEntries(
    reads.flatMap(({ name, read }) => (read.kind === 'value' ? [[name, read.value]] : [])),
  );
  if (!isComplete(values)) throw new Error('the table of parameters and its defaults disagree');
  return { kind: 'valid', values: withoutContradiction(values) };
};

/** The way back: the variables that hold these values. Whom alarms are mailed to is nobody else's business. */
export const variablesOf = (values: ParameterValues): Readonly<Record<string, string>> => {
  const { AlarmEmail: _, ...told } = values;
  return Object.fromEntries(
    table.flatMap(([name, { env }]) => {
      const value: unknown = Reflect.get(told, name);
      return value === undefined ? [] : [[env, String(value)]];
    }),
  );
};

const readDefaults = (): ParameterValues => {
  const read = readParameters({});
  if (read.kind === 'valid') return read.values;
  throw new Error(`the defaults of the parameters are invalid: ${JSON.stringify(read.problems)}`);
};

export const defaultParameters: ParameterValues = readDefaults();
