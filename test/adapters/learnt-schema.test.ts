import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learntAttributes, parseLearnt } from '#adapters/learnt-schema.ts';
import { toItem } from '#adapters/table.ts';
import { minuteMs } from '#engine/foresight/load-series.ts';
import { fitEnvelope } from '#lib/forecast/envelope.ts';
import { usualSettings } from '#lib/forecast/forecast.ts';
import { outlook } from '#lib/forecast/outlook.ts';
import { type Learnt, type LearntSignal, mostSignals } from '#lib/learnt.ts';
import { foresights } from '../engine/arbitrary-foresights.ts';
import { usual } from '../forecast/support.ts';
import { learntOf } from './sample-learnt.ts';

const parsed = (attributes: Readonly<Record<string, unknown>>) => parseLearnt(toItem(attributes));

const learntFrom = (attributes: Readonly<Record<string, unknown>>): Learnt => {
  const answer = parsed(attributes);
  if (answer.kind === 'corrupt') throw new Error(answer.cause);
  return answer.learnt;
};

describe('what was learnt, stored', () => {
  it('comes back as it was stored, whatever was known', () => {
    fc.assert(
      fc.property(foresights, (known) => {
        const signals = Object.fromEntries(
          Object.entries(known).map(([name, foresight]): [string, LearntSignal] => [
            name,
            { source: 'cpu', foresight, day: foresight.forecast, doubt: { kind: 'untried' } },
          ]),
        );
        const stored = learntAttributes({ learntAtMs: 1, signals });
        expect(learntAttributes(learntFrom(stored))).toEqual(stored);
      }),
      { numRuns: 50 },
    );
  });

  it('is right to four digits', () => {
    const { near, far } = outlook(usual(28), usualSettings);
    if (near.kind === 'none') throw new Error('28 days are enough for a forecast');
    const signal = { ...learntOf().signals['cpu'], source: 'cpu', doubt: null };
    const envelope = fitEnvelope({ ...usual(14), stepMs: minuteMs });
    const learnt = {
      learntAtMs: 1,
      signals: { cpu: { ...signal, foresight: { envelope, forecast: near }, day: far } },
    };
    const { forecast } = learntFrom(learntAttributes(learnt)).signals['cpu']?.foresight ?? {};
    if (forecast?.kind !== 'forecast') throw new Error('it came back as none');
    expect(forecast.leads.length).toBe(24);
    forecast.leads.forEach(({ aheadMs, expected }, index) => {
      expect(aheadMs).toBe(near.leads[index]?.aheadMs);
      expect(Math.abs(expected / (near.leads[index]?.expected ?? 0) - 1)).toBeLessThan(0.0005);
    });
    // Bytes as JSON; DynamoDB packs two digits into one.
    expect(JSON.stringify(learntAttributes(learnt)).length).toBeLessThan(10_000);
  });

  it('of more signals than there is room for is refused', () => {
    const [signal] = Object.values(learntOf().signals);
    const many = Array.from({ length: mostSignals + 1 }, (_, index) => [`s${index}`, signal]);
    const signals = Object.fromEntries(many);
    expect(() => learntAttributes({ learntAtMs: 1, signals })).toThrow('at most 8 are kept');
  });

  const good = learntAttributes(learntOf());
  const cpu = good.signals['cpu'];
  const without = { ...cpu, forecast: { ...cpu?.forecast, below: [] } };
  const rows: readonly (readonly [what: string, item: Record<string, unknown>, says: string])[] = [
    ['something else', { hello: 'world' }, 'shape'],
    ['of another version', { ...good, shape: 2 }, 'another version'],
    ['with columns of different lengths', { ...good, signals: { cpu: without } }, 'signals.cpu'],
    ['negative', { ...good, learntAtMs: -1 }, 'learntAtMs'],
  ];
  it.each(rows)('%s is corrupt, and says what is wrong', (_, item, says) => {
    expect(parsed(item)).toMatchObject({ kind: 'corrupt', cause: expect.stringContaining(says) });
  });

  it('of an empty service is little', () => {
    const learnt = { learntAtMs: 1, signals: {} };
    expect(learntFrom(learntAttributes(learnt))).toEqual(learnt);
  });
});
