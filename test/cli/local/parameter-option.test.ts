import { describe, expect, it } from 'vitest';
import { readParameterOption } from '#cli/local/parameter-option.ts';
import { UsageError } from '#cli/usage-error.ts';

describe('--parameters', () => {
  it('takes the names that a deploy takes', () => {
    expect(readParameterOption('ShardSize=10,Schedule=rate(2 minutes)')).toEqual({
      FLYBALL_SHARD_SIZE: '10',
      FLYBALL_SCHEDULE: 'rate(2 minutes)',
    });
  });

  it('is nothing where it is left out', () => {
    expect(readParameterOption(undefined)).toEqual({});
  });

  it.each([
    [
      'ShardSise=10',
      '--parameters names ShardSise, which the stack does not have; did you mean ShardSize?',
    ],
    ['ShardSize', '--parameters has "ShardSize"; write Name=value, several with commas'],
    ['Reads=adaptive,', '--parameters has ""; write Name=value, several with commas'],
  ])('%s is refused', (text, message) => {
    expect(() => readParameterOption(text)).toThrow(new UsageError(message));
  });
});
