import { describe, expect, it } from 'vitest';
import { readTickMs } from '#lambdas/tick/event.ts';

const refused: readonly { readonly name: string; readonly event: unknown }[] = [
  { name: 'nothing', event: undefined },
  { name: 'null', event: null },
  { name: 'an empty object', event: {} },
  { name: 'no time', event: { kind: 'tick' } },
  { name: 'another kind', event: { kind: 'tock', scheduledTime: '2026-01-05T09:00:00Z' } },
  { name: 'no kind', event: { scheduledTime: '2026-01-05T09:00:00Z' } },
  { name: 'a local time', event: { kind: 'tick', scheduledTime: '2026-01-05T09:00:00' } },
  { name: 'an offset', event: { kind: 'tick', scheduledTime: '2026-01-05T09:00:00+01:00' } },
  { name: 'a day that is none', event: { kind: 'tick', scheduledTime: '2026-02-30T09:00:00Z' } },
  { name: 'a number', event: { kind: 'tick', scheduledTime: 1_767_603_600_000 } },
  {
    name: 'the placeholder itself',
    event: { kind: 'tick', scheduledTime: '<aws.scheduler.scheduled-time>' },
  },
  {
    name: 'more than was agreed',
    event: { kind: 'tick', scheduledTime: '2026-01-05T09:00:00Z', force: true },
  },
];

describe('the event', () => {
  it('says when the tick was due', () => {
    const event = { kind: 'tick', scheduledTime: '2026-01-05T09:00:43Z' };
    expect(readTickMs(event)).toBe(Date.UTC(2026, 0, 5, 9, 0, 43));
  });

  it.each(refused)('is refused with $name', ({ event }) => {
    expect(() => readTickMs(event)).toThrow('The event is not a tick');
  });

  it('is repeated only in part when it is refused', () => {
    const refuse = () => readTickMs({ kind: 'x'.repeat(10_000) });
    expect(refuse).toThrow(/^.{100,400}$/);
  });
});
