/** The environment of every function, parsed once at cold start. Nothing below a handler reads `process.env`. */
import * as z from 'zod';
import type { Home } from '#config/fleet.ts';
import { intervalMsOf } from '#config/interval.ts';
import { readParameters } from '#config/parameter-values.ts';
import { type ParameterValues, parameters } from '#config/parameters.ts';
import type { Problem } from '#config/problem.ts';
import { type ClockName, clockNames } from './clock.ts';
import { refusal } from './refusal.ts';

export type Settings = {
  readonly home: Home;
  readonly stack: string;
  readonly table: string;
  readonly clock: ClockName;
  readonly intervalMs: number;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  readonly parameters: ParameterValues;
};

export type Environment = Readonly<Record<string, string | undefined>>;

export const given = (example: string) => z.string(`must be set, such as ${example}`).min(1);

/** For the functions that tell people. */
export const topicVariable = {
  FLYBALL_TOPIC_ARN: z
    .string('must be set')
    .regex(/^arn:[^:]+:sns:[^:]+:\d{12}:.+$/, 'must be the ARN of an SNS topic'),
};

/** For the function that divides large fleets. */
export const shardQueueVariable = {
  FLYBALL_SHARD_QUEUE_URL: z.url('must be the URL of the queue of workers').optional(),
  FLYBALL_STIR_QUEUE_URL: z.url('must be the URL of the queue of events about services').optional(),
};

const common = {
  AWS_REGION: given('eu-west-1; Lambda sets it'),
  FLYBALL_ACCOUNT: z.string('must be set').regex(/^\d{12}$/, 'must be an account id of 12 digits'),
  FLYBALL_STACK: given('Flyball'),
  FLYBALL_TABLE: given("the name of the stack's table"),
  FLYBALL_CLOCK: z.enum(clockNames, `must be ${clockNames.join(' or ')}`).default('system'),
  // The table of parameters bounds it, and here its text becomes what the logger takes.
  FLYBALL_LOG_LEVEL: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).catch('INFO'),
};

const ofParameters: ReadonlySet<string> = new Set(Object.values(parameters).map(({ env }) => env));

/** Ours by name, so that a misspelt variable is an error and Lambda's own are not. */
const oursIn = (env: Environment, known: z.ZodRawShape): Environment =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => name in known || (name.startsWith('FLYBALL_') && !ofParameters.has(name)),
    ),
  );

const problemsOf = (env: Environment, error: z.ZodError | undefined): readonly Problem[] =>
  (error?.issues ?? []).flatMap((issue): readonly Problem[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((path) => ({
        path,
        value: env[path] ?? '',
        message: 'is no variable of this function; remove it',
      }));
    const path = issue.path.join('.');
    return [{ path, value: env[path] ?? '(missing)', message: issue.message }];
  });

/** What every function has, and beside it as `own` what this one asks for. */
export const readSettings = <Own extends z.ZodRawShape>(
  env: Environment,
  own: Own,
): Settings & { readonly own: z.output<z.ZodObject<Own>> } => {
  const ours = oursIn(env, { ...common, ...own });
  const strict = z.strictObject({ ...common, ...own }).safeParse(ours);
  const shared = z.object(common).safeParse(ours);
  const special = z.object(own).safeParse(ours);
  const values = readParameters(env);
  if (!strict.success || !shared.success || !special.success || values.kind === 'invalid') {
    throw refusal('The environment of the function', [
      ...problemsOf(env, strict.error),
      ...(values.kind === 'valid' ? [] : values.problems),
    ]);
  }
  return {
    home: { account: shared.data.FLYBALL_ACCOUNT, region: shared.data.AWS_REGION },
    stack: shared.data.FLYBALL_STACK,
    table: shared.data.FLYBALL_TABLE,
    clock: shared.data.FLYBALL_CLOCK,
    intervalMs: intervalMsOf(values.values),
    logLevel: shared.data.FLYBALL_LOG_LEVEL,
    parameters: values.values,
    own: special.data,
  };
};
