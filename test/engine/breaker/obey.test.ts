import { describe, expect, it } from 'vitest';
import { obeyBreaker } from '#engine/breaker/obey.ts';
import type { BreakerState, ServiceState } from '#engine/state.ts';
import { contextOf, minuteMs, proposalOf, startMs, stateOf, viewOf } from '../support.ts';

const sinceMs = startMs - minuteMs;
const cause = 'failed-starts';
const states: Readonly<Record<BreakerState['kind'], BreakerState>> = {
  closed: { kind: 'closed' },
  open: { kind: 'open', cause, sinceMs, untilMs: startMs + minuteMs, openSeconds: 60 },
  'half-open': { kind: 'half-open', cause, sinceMs, openSeconds: 60 },
};

const granting = (kind: BreakerState['kind'], asked: number, state: Partial<ServiceState> = {}) =>
  obeyBreaker(
    proposalOf(asked),
    contextOf({ view: viewOf(8), state: stateOf({ ...state, breaker: states[kind] }) }),
  );

const raised = (atMs: number) => ({ atMs, from: 8, to: 9, urgency: 'low' }) as const;

describe('a tripped breaker', () => {
  const rows = [
    ['closed, it changes nothing out', 'closed', 20, 20],
    ['closed, it changes nothing in', 'closed', 2, 2],
    ['open, it freezes raises', 'open', 20, 8],
    ['open, it takes nothing away', 'open', 2, 8],
    ['half-open, it lets one task through', 'half-open', 20, 9],
    ['half-open, it takes nothing away', 'half-open', 2, 8],
    ['half-open, it adds none that is not asked for', 'half-open', 8, 8],
  ] as const;
  for (const [name, kind, asked, granted] of rows) {
    it(name, () => expect(granting(kind, asked).desired).toBe(granted));
  }

  it('says what it did, and until when', () => {
    expect(granting('open', 20).reasons).toEqual([
      {
        kind: 'breaker',
        state: 'open',
        cause,
        asked: 20,
        granted: 8,
        untilMs: startMs + minuteMs,
      },
    ]);
    expect(granting('half-open', 20).reasons).toMatchObject([
      { state: 'half-open', untilMs: null },
    ]);
    expect(granting('half-open', 9).reasons).toEqual([]);
  });

  it('sends one probe and waits for it', () => {
    expect(granting('half-open', 20, { lastOut: raised(sinceMs) }).desired).toBe(8);
    expect(granting('half-open', 20, { lastOut: raised(sinceMs - 1) }).desired).toBe(9);
    const intent = { ...raised(sinceMs), mode: 'act' } as const;
    expect(granting('half-open', 20, { intent }).desired).toBe(8);
  });
});
