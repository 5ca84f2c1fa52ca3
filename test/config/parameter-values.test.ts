import { describe, expect, it } from 'vitest';
import { defaultParameters, readParameters } from '#config/parameter-values.ts';
import { parameters } from '#config/parameters.ts';
import { problemLine } from '#config/problem.ts';

const told = (env: Readonly<Record<string, string>>): readonly string[] => {
  const read = readParameters(env);
  return read.kind === 'valid' ? [] : read.problems.map(problemLine);
};

describe('stack parameters', () => {
  it('what is not set is at its default', () => {
    const expected = Object.entries(parameters).map(([name, { default: value }]) => [name, value]);
    expect(readParameters({})).toEqual({ kind: 'valid', values: Object.fromEntries(expected) });
  });

  it('what is set is read', () => {
    const read = readParameters({ FLYBALL_MODE: 'act', FLYBALL_DEFAULT_MAX: '40' });
    expect(read).toEqual({
      kind: 'valid',
      values: { ...defaultParameters, Mode: 'act', DefaultMax: 40 },
    });
  });

  it.each([
    { raw: '62.5', value: 63 },
    { raw: '99.6', value: 100 },
    { raw: '60.0', value: 60 },
  ])('$raw is rounded to $value, since CloudFormation let it through', ({ raw, value }) => {
    const read = readParameters({ FLYBALL_CPU_TARGET: raw });
    expect(read).toMatchObject({ kind: 'valid', values: { CpuTarget: value } });
  });

  it('where DefaultMin is above DefaultMax it holds for both', () => {
    const read = readParameters({ FLYBALL_DEFAULT_MIN: '11' });
    expect(read).toMatchObject({ kind: 'valid', values: { DefaultMin: 11, DefaultMax: 11 } });
  });

  it('an urgent wish never waits longer: the longer cooldown holds for the calmer wishes too', () => {
    const read = readParameters({ FLYBALL_COOLDOWN_HIGH_SECONDS: '400' });
    const values = { CooldownMediumSeconds: 400, CooldownLowSeconds: 400 };
    expect(read).toMatchObject({ kind: 'valid', values });
  });

  it.each([
    {
      env: { FLYBALL_DEFAULT_MAX: '' },
      problems: [
        'DefaultMax (FLYBALL_DEFAULT_MAX): : must be a whole number of tasks from 1 to 5000; write digits only, such as 1',
      ],
    },
    {
      env: { FLYBALL_CPU_TARGET: '6O' },
      problems: [
        'CpuTarget (FLYBALL_CPU_TARGET): 6O: must be a whole number of percent from 1 to 100; write digits only, such as 1',
      ],
    },
    {
      env: { FLYBALL_CPU_TARGET: '0', FLYBALL_STALE_AFTER_SECONDS: '3601' },
      problems: [
        'CpuTarget (FLYBALL_CPU_TARGET): 0: must be a whole number of percent from 1 to 100; raise it to 1 or more',
        'StaleAfterSeconds (FLYBALL_STALE_AFTER_SECONDS): 3601: must be a whole number of seconds from 60 to 3600; lower it to 3600 or less',
      ],
    },
    {
      env: { FLYBALL_MODE: 'atc' },
      problems: ['Mode (FLYBALL_MODE): atc: must be observe or act; did you mean act?'],
    },
    {
      env: { FLYBALL_SCHEDULE: 'rate(1 minutes)' },
      problems: [
        'Schedule (FLYBALL_SCHEDULE): rate(1 minutes): must be rate(1 minute) or rate(N minutes) with N from 2 to 59',
      ],
    },
  ])('$env is refused', ({ env, problems }) => {
    expect(told(env)).toEqual(problems);
  });
});
