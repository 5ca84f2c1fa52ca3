/** The function's environment, parsed once at cold start. Nothing below the handler reads `process.env`. */
import * as z from 'zod';
import type { Home } from '#config/fleet.ts';
import { readParameters } from '#config/parameter-values.ts';
import { type ParameterValues, parameters } from '#config/parameters.ts';
import type { Problem } from '#config/problem.ts';
import { type ClockName, clockNames } from './clock.ts';
import { refusal } from './refusal.ts';

export type Settings = {
  readonly home: Home;
  readonly stack: string;
  readonly table: string;
  readonly topicArn: string;
  readonly clock: ClockName;
  readonly intervalMs: number;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  readonly parameters: ParameterValues;
};

type Environment = Readonly<Record<string, string | undefined>>;

const given = (example: string) => z.string(`must be set, such as ${example}`).min(1);

const ownSchema = z.strictObject({
  AWS_REGION: given('eu-west-1; Lambda sets it'),
  FLYBALL_ACCOUNT: z.string('must be set').regex(/^\d{12}$/, 'must be an account id of 12 digits'),
  FLYBALL_STACK: given('Flyball'),
  FLYBALL_TABLE: given("the name of the stack's table"),
  FLYBALL_TOPIC_ARN: z
    .string('must be set')
    .regex(/^arn:[^:]+:sns:[^:]+:\d{12}:.+$/, 'must be the ARN of an SNS topic'),
  FLYBALL_CLOCK: z.enum(clockNames, `must be ${clockNames.join(' or ')}`).default('system'),
  // The table of parameters bounds it, and here its text becomes what the logger takes.
  FLYBALL_LOG_LEVEL: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).catch('INFO'),
});

const ofParameters: ReadonlySet<string> = new Set(Object.values(parameters).map(({ env }) => env));

/** Ours by name, so that a misspelt variable is an error and Lambda's own are not. */
const concerns = (name: string): boolean =>
  name in ownSchema.shape || (name.startsWith('FLYBALL_') && !ofParameters.has(name));

const problemsOf = (env: Environment, error: z.ZodError): readonly Problem[] =>
  error.issues.flatMap((issue): readonly Problem[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((path) => ({
        path,
        value: env[path] ?? '',
        message: 'is no variable of this function; remove it',
      }));
    const path = issue.path.join('.');
    return [{ path, value: env[path] ?? '(missing)', message: issue.message }];
  });

/** `rate(N minutes)`, as the table's pattern has it. */
const intervalMsOf = (schedule: string): number => Number(/\d+/.exec(schedule)?.[0]) * 60_000;

export const readSettings = (env: Environment): Settings => {
  const own = ownSchema.safeParse(
    Object.fromEntries(Object.entries(env).filter(([name]) => concerns(name))),
  );
  const values = readParameters(env);
  if (!own.success || values.kind === 'invalid') {
    throw refusal('The environment of the function', [
      ...(own.success ? [] : problemsOf(env, own.error)),
      ...(values.kind === 'valid' ? [] : values.problems),
    ]);
  }
  return {
    home: { account: own.data.FLYBALL_ACCOUNT, region: own.data.AWS_REGION },
    stack: own.data.FLYBALL_STACK,
    table: own.data.FLYBALL_TABLE,
    topicArn: own.data.FLYBALL_TOPIC_ARN,
    clock: own.data.FLYBALL_CLOCK,
    intervalMs: intervalMsOf(values.values.Schedule),
    logLevel: own.data.FLYBALL_LOG_LEVEL,
    parameters: values.values,
  };
};
