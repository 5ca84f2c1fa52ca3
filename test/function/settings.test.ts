import { describe, expect, it } from 'vitest';
import { defaultParameters } from '#config/parameter-values.ts';
import { type Environment, readSettings as read, topicVariable } from '#lib/function/settings.ts';

const complete = {
  AWS_REGION: 'eu-west-1',
  FLYBALL_ACCOUNT: '123456789012',
  FLYBALL_STACK: 'Flyball',
  FLYBALL_TABLE: 'flyball',
  FLYBALL_TOPIC_ARN: 'arn:aws:sns:eu-west-1:123456789012:flyball',
};

const readSettings = (env: Environment) => read(env, topicVariable);

const refused: readonly {
  readonly name: string;
  readonly env: Environment;
  readonly says: string;
}[] = [
  { name: 'no region', env: { AWS_REGION: undefined }, says: 'AWS_REGION: (missing): must be set' },
  {
    name: 'no table',
    env: { FLYBALL_TABLE: undefined },
    says: 'FLYBALL_TABLE: (missing): must be',
  },
  { name: 'an empty stack', env: { FLYBALL_STACK: '' }, says: 'FLYBALL_STACK: ' },
  {
    name: 'a short account',
    env: { FLYBALL_ACCOUNT: '12345' },
    says: 'FLYBALL_ACCOUNT: 12345: must be an account id of 12 digits',
  },
  {
    name: 'a topic that is a queue',
    env: { FLYBALL_TOPIC_ARN: 'arn:aws:sqs:eu-west-1:123456789012:flyball' },
    says: 'must be the ARN of an SNS topic',
  },
  {
    name: 'an unknown clock',
    env: { FLYBALL_CLOCK: 'sundial' },
    says: 'FLYBALL_CLOCK: sundial: must be system or event',
  },
  {
    name: 'a misspelt variable',
    env: { FLYBALL_TABEL: 'flyball' },
    says: 'FLYBALL_TABEL: flyball: is no variable of this function; remove it',
  },
  {
    name: 'a parameter out of bounds',
    env: { FLYBALL_CPU_TARGET: '101' },
    says: 'CpuTarget (FLYBALL_CPU_TARGET): 101: must be a whole number of percent from 1 to 100',
  },
];

describe('the environment of the function', () => {
  it('is complete with its own five variables, and the parameters at their defaults', () => {
    expect(readSettings(complete)).toEqual({
      home: { account: '123456789012', region: 'eu-west-1' },
      stack: 'Flyball',
      table: 'flyball',
      clock: 'system',
      intervalMs: 60_000,
      logLevel: 'INFO',
      parameters: defaultParameters,
      own: { FLYBALL_TOPIC_ARN: 'arn:aws:sns:eu-west-1:123456789012:flyball' },
    });
  });

  it('takes the interval from the schedule', () => {
    const env = { ...complete, FLYBALL_SCHEDULE: 'rate(15 minutes)' };
    expect(readSettings(env).intervalMs).toBe(900_000);
  });

  it("leaves Lambda's own variables alone", () => {
    const env = { ...complete, AWS_LAMBDA_FUNCTION_NAME: 'tick', PATH: '/bin' };
    expect(readSettings(env).stack).toBe('Flyball');
  });

  it.each(refused)('refuses $name', ({ env, says }) => {
    expect(() => readSettings({ ...complete, ...env })).toThrow(says);
  });

  it('names every problem at once', () => {
    const all = Object.assign({}, complete, ...refused.map(({ env }) => env));
    const message = (() => {
      try {
        return String(readSettings(all));
      } catch (error) {
        return String(error);
      }
    })();
    for (const { says } of refused) expect(message).toContain(says);
  });
});
