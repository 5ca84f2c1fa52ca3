import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationText, parseDuration, parsePercent } from '#config/units.ts';

describe('durations', () => {
  it.each([
    ['0s', 0],
    ['90s', 90],
    ['5m', 300],
    ['1h', 3600],
    ['1d', 86_400],
  ])('%s is %i seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    '',
    '5',
    'm',
    '5 m',
    '5M',
    '-5m',
    '+5m',
    '1.5h',
    '1h30m',
    '5m\n',
    '1e3s',
    '٥m',
    '1234567890s',
  ])('%j is none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it('what is written is read back', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (seconds) => {
        expect(parseDuration(durationText(seconds))).toBe(seconds);
      }),
    );
  });
});

describe('percentages', () => {
  it.each([
    ['0%', 0],
    ['10%', 0.1],
    ['2.5%', 0.025],
    ['150%', 1.5],
  ])('%s is %f', (text, ratio) => {
    expect(parsePercent(text)).toBe(ratio);
  });

  it.each(['', '10', '%', '10 %', '-10%', '1e1%', '.5%'])('%j is none', (text) => {
    expect(parsePercent(text)).toBeNull();
  });
});
