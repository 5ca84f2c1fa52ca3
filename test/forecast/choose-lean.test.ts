import { describe, expect, it } from 'vitest';
import { type LoadSeries, minuteMs } from '#engine/foresight/load-series.ts';
import { fitEnvelope } from '#lib/forecast/envelope.ts';
import { noiseAt, startMs } from './support.ts';

const threeDays = 3 * 1440;

const minutes = (load: (minute: number) => number): LoadSeries => ({
  startMs,
  stepMs: minuteMs,
  values: Float64Array.from({ length: threeDays }, (_, minute) => load(minute)),
});

const leanOf = (series: LoadSeries) => {
  const envelope = fitEnvelope(series);
  if (envelope.kind === 'none') throw new Error(`none of ${envelope.observedHours} h`);
  return envelope.lean;
};

describe('where growth is counted from', () => {
  it('the mean of the last minutes, where single ones are chance', () => {
    expect(leanOf(minutes((minute) => 100 * (1 + 0.3 * noiseAt(minute))))).toEqual({
      up: 0,
      down: 0,
    });
  });

  it('ahead of the newest minute, where a rise goes on', () => {
    const wave = minutes((minute) => 100 + 60 * Math.sin(minute / 20));
    expect(leanOf(wave).up).toBeGreaterThanOrEqual(1);
  });

  it('the newest minute, where the level jumps and stays', () => {
    const steps = minutes((minute) => 100 * (1 + noiseAt(Math.floor(minute / 30))));
    expect(leanOf(steps).down).toBe(1);
  });
});
