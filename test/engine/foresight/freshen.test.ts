import { describe, expect, it } from 'vitest';
import { freshLeads } from '#engine/foresight/freshen.ts';
import { forecast } from '#lib/forecast/forecast.ts';
import { series, startMs, stepMs } from '../../forecast/support.ts';

const steps = 4 * 288;
const made = forecast(series(steps, () => 100));
if (made.kind === 'none') throw new Error('four days are enough to forecast from');

const later = 6;
const nowMs = startMs + (steps + later) * stepMs;

const latest = (load: number) => ({
  startMs: startMs + steps * stepMs,
  stepMs,
  values: new Float64Array(later).fill(load),
});

describe('an hourly forecast at a later tick', () => {
  it('what has passed is dropped, and leads count from now', () => {
    const leads = freshLeads(made, latest(100), nowMs);
    expect(leads.length).toBe(24 - later);
    expect(leads[0]?.aheadMs).toBe(stepMs);
  });

  it('when it came as forecast, nothing changes', () => {
    for (const { expected } of freshLeads(made, latest(100), nowMs)) {
      expect(expected).toBeCloseTo(100, 6);
    }
  });

  it('when more came, more is expected at once and less of it later', () => {
    const leads = freshLeads(made, latest(150), nowMs);
    expect(leads[0]?.expected).toBeGreaterThan(140);
    expect(leads.at(-1)?.expected).toBeLessThan(125);
    expect(leads.at(-1)?.below.at(-1)).toBeGreaterThan(100);
  });

  it('when less came for an hour, less is expected; a rise that is minutes late is no quiet day', () => {
    const hour = 12;
    const sinceMs = startMs + (steps + hour) * stepMs;
    const soon = (loads: readonly number[]) =>
      freshLeads(
        made,
        { startMs: startMs + steps * stepMs, stepMs, values: Float64Array.from(loads) },
        sinceMs,
      )[0]?.expected ?? 0;
    expect(soon(Array(hour).fill(50))).toBeLessThan(55);
    const late = Array.from({ length: hour }, (_, step) => (step < hour - 3 ? 100 : 50));
    expect(soon(late)).toBeCloseTo(100, 6);
  });

  it('when nothing was measured since, the forecast stands', () => {
    expect(freshLeads(made, latest(Number.NaN), nowMs)[0]?.expected).toBeCloseTo(100, 6);
  });

  it('a load that has nothing to do with the forecast corrects it fourfold at most', () => {
    expect(freshLeads(made, latest(1e9), nowMs)[0]?.expected).toBeLessThanOrEqual(400);
    expect(freshLeads(made, latest(0), nowMs)[0]?.expected).toBeGreaterThanOrEqual(25);
  });
});
