import { describe, expect, it } from 'vitest';
import { nearest, suggestion } from '#config/nearest.ts';

describe('the nearest name', () => {
  it.each([
    { slip: 'a letter too many', name: 'polixcy', found: 'policy' },
    { slip: 'a letter too few', name: 'polcy', found: 'policy' },
    { slip: 'a wrong letter', name: 'pelicy', found: 'policy' },
    { slip: 'two letters swapped', name: 'polciy', found: 'policy' },
    { slip: 'capitals', name: 'POLICY', found: 'policy' },
    { slip: 'the long form', name: 'maximum', found: 'max' },
    { slip: 'the short form', name: 'pri', found: 'priority' },
    { slip: 'the closer of two', name: 'mix', found: 'min' },
    { slip: 'nothing like any', name: 'zebra', found: null },
    { slip: 'nothing at all', name: '', found: null },
    { slip: 'a name too long to compare', name: 'max'.padEnd(65, 'x'), found: null },
  ])('$slip: $name', ({ name, found }) => {
    expect(nearest(name, ['policy', 'min', 'max', 'priority'])).toBe(found);
  });

  it('a long list of names is cut short', () => {
    const known = Array.from({ length: 25 }, (_, index) => `name${index}`);
    expect(suggestion('zebra', known)).toMatch(/^known: name0, .*name19, and 5 more$/);
  });
});
