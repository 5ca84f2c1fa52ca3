import { describe, expect, it } from 'vitest';
import { answerOf } from '#engine/rules/index.ts';
import { contextOf, ruleDefaults, seriesOf, viewOf } from '../support.ts';

const rule = {
  ...ruleDefaults,
  kind: 'backlog',
  name: 'backlog',
  signal: 'queueDepth',
  perTask: 50,
  learn: null,
} as const;

describe('backlog', () => {
  const rows = [
    [0, 0],
    [1, 1],
    [50, 1],
    [51, 2],
    [100, 2],
    [101, 3],
    [322, 7],
    [500, 10],
    [1000, 20],
  ] as const;
  for (const [waiting, want] of rows) {
    it(`${waiting} waiting jobs need ${want} tasks of 50`, () => {
      const context = contextOf({ readings: { queueDepth: seriesOf([waiting]) }, view: viewOf(1) });
      expect(answerOf(rule, context).opinion).toMatchObject({ kind: 'want', wishes: [{ want }] });
    });
  }

  it('holds without data: an unreadable queue is not an empty one', () => {
    expect(answerOf(rule, contextOf()).opinion.kind).toBe('hold');
  });

  it('is urgent when nothing runs', () => {
    const context = contextOf({ readings: { queueDepth: seriesOf([1]) }, view: viewOf(0) });
    expect(answerOf(rule, context).opinion).toMatchObject({ urgency: 'high' });
  });
});
