/** What Flyball learns on trial, it learns from what was published by then. */
import { describe, expect, test } from 'vitest';
import { createOwnPast } from '#simulator/scalers/own-past.ts';
import type { MetricPoint, Sight } from '#simulator/scalers/scaler.ts';
import { assuredPolicy, webPolicy } from '#simulator/scalers/web-policy.ts';
import { sightAt, startMs } from './sights.ts';

const minuteMs = 60_000;
const bounds = { min: 1, max: 50 };
const policy = assuredPolicy({ ...bounds, sloPercent: 90, riskPercent: 0.5 });

const minuteAt = (minute: number): MetricPoint => ({
  atMs: startMs + minute * minuteMs,
  cpuPercent: 50 + (minute % 7),
  tasks: 4,
  requests: 600,
  jobs: null,
});

/** As the observer shows it: what was published, three hours of it at most. */
const lookAt = (minute: number, published = minute - 1): Sight =>
  sightAt(minute * 60, {
    minutes: Array.from({ length: Math.min(180, published) }, (_, index) =>
      minuteAt(published - Math.min(180, published) + index),
    ),
  });

describe('the past of a service on trial', () => {
  test('tells nothing for three hours, and its growth from then on', () => {
    const foresightsAt = createOwnPast(policy);
    let last = foresightsAt(lookAt(2));
    for (let minute = 3; minute < 3 * 60; minute += 30) last = foresightsAt(lookAt(minute));
    expect(last['cpu']?.envelope).toMatchObject({ kind: 'none' });
    for (let minute = 3 * 60; minute < 5 * 60; minute += 30) last = foresightsAt(lookAt(minute));
    expect(last['cpu']?.envelope).toMatchObject({ kind: 'envelope', highestLoad: 56 * 4 });
  });

  test('is looked at once an hour, not at every tick', () => {
    const foresightsAt = createOwnPast(policy);
    const first = foresightsAt(lookAt(10));
    expect(foresightsAt(lookAt(69))).toBe(first);
    expect(foresightsAt(lookAt(70))).not.toBe(first);
  });

  test('counts a minute once, however often it is seen', () => {
    const often = createOwnPast(policy);
    const seldom = createOwnPast(policy);
    for (let minute = 2; minute < 60; minute += 1) often(lookAt(minute));
    seldom(lookAt(2));
    expect(often(lookAt(62))).toEqual(seldom(lookAt(62)));
  });

  test('is nobody’s business where no rule looks ahead', () => {
    const foresightsAt = createOwnPast(webPolicy({ ...bounds, cpuTarget: 60 }));
    expect(foresightsAt(lookAt(100))).toEqual({});
  });
});

describe('a forecast of it', () => {
  const [assure] = policy.rules;
  const ahead = {
    ...policy,
    rules: policy.rules.map((rule) => ({
      name: rule.name,
      signal: 'cpu',
      missing: rule.missing,
      activation: null,
      urgencyRatios: rule.urgencyRatios,
      kind: 'forecast' as const,
      target: 80,
      level: 0.95 as const,
      leadSeconds: 300,
      holdSeconds: 1800,
      mostErrorRatio: 0.15,
      highestMultiple: 3,
    })),
  };

  test('is made in steps of five minutes, and only for those who look at it', () => {
    expect(createOwnPast(policy)(lookAt(130))['cpu']?.forecast.kind).toBe('none');
    expect(assure?.kind).toBe('assure');
    const forecast = createOwnPast(ahead)(lookAt(130))['cpu']?.forecast;
    expect(forecast).toMatchObject({ kind: 'forecast', stepMs: 5 * minuteMs });
  });
});
