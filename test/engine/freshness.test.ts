import { describe, expect, it } from 'vitest';
import { freshenAll } from '#engine/freshness.ts';
import type { Reading } from '#engine/model.ts';
import { seriesOf, startMs } from './support.ts';

const fresh = (reading: Reading, nowMs = startMs): Reading | undefined =>
  freshenAll({ cpu: reading }, nowMs, 240)['cpu'];

describe('freshness', () => {
  const series = seriesOf([1, 2, 3]);

  it('a series is news up to its age limit', () => {
    expect(fresh(series, startMs + 180_000)).toBe(series);
  });

  it('beyond that it is stale, and says how old it is', () => {
    expect(fresh(series, startMs + 181_000)).toMatchObject({ kind: 'stale', ageSeconds: 241 });
  });

  it('no points are no data', () => {
    expect(fresh({ kind: 'series', points: [] })).toEqual({ kind: 'absent' });
  });

  it('what was not read stays so', () => {
    const failed: Reading = { kind: 'failed', cause: 'throttled' };
    expect(fresh(failed)).toBe(failed);
  });
});
