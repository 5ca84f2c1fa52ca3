import { describe, expect, it } from 'vitest';
import { readForecastEvent } from '#lambdas/forecast/event.ts';

const scheduled = { kind: 'forecast', scheduledTime: '2026-01-05T09:15:00Z' };
const nowMs = Date.UTC(2026, 0, 5, 9, 15);

describe('the event of a forecast', () => {
  it('of the schedule is for everybody', () => {
    expect(readForecastEvent(scheduled)).toEqual({ nowMs, services: null });
  });

  it('of a person names some', () => {
    const event = { ...scheduled, services: ['shop/web'] };
    expect(readForecastEvent(event)).toEqual({ nowMs, services: ['shop/web'] });
  });

  const wrong: readonly (readonly [what: string, event: unknown])[] = [
    ['nothing', undefined],
    ['a tick', { ...scheduled, kind: 'tick' }],
    ['without a time', { kind: 'forecast' }],
    ['of no time', { ...scheduled, scheduledTime: 'now' }],
    ['of nobody', { ...scheduled, services: [] }],
    ['of too many', { ...scheduled, services: Array(49).fill('shop/web') }],
    ['with more in it', { ...scheduled, force: true }],
  ];
  it.each(wrong)('%s is refused, and the error says what it must be', (_, event) => {
    expect(() => readForecastEvent(event)).toThrow('must be {"kind":"forecast"');
  });
});
