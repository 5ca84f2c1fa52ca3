import { describe, expect, it } from 'vitest';
import { compareUrgency, urgencyOf } from '#engine/urgency.ts';
import { startMs } from './support.ts';

const ratios = { medium: 1.2, high: 1.5 };

describe('urgency', () => {
  const rows = [
    [10, 9, 'low'],
    [10, 10, 'low'],
    [10, 11.9, 'low'],
    [10, 12, 'medium'],
    [10, 14.9, 'medium'],
    [10, 15, 'high'],
    [0, 0, 'low'],
    [0, 0.1, 'high'],
  ] as const;
  for (const [current, exact, urgency] of rows) {
    it(`demand for ${exact} on ${current} tasks is of ${urgency} urgency`, () => {
      const wish = { atMs: startMs, want: Math.ceil(exact), exact };
      expect(urgencyOf(wish, current, ratios)).toBe(urgency);
    });
  }

  it('is ordered', () => {
    expect((['high', 'low', 'medium'] as const).toSorted(compareUrgency)).toEqual([
      'low',
      'medium',
      'high',
    ]);
  });
});
