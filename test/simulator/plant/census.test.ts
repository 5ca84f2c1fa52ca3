import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { censusOf } from '#simulator/plant/census.ts';
import { runningTask, type Task } from '#simulator/plant/tasks.ts';
import { startMs } from './fixture.ts';

const used = { seconds: 10, cpu: 500, memory: 400 };

const task: fc.Arbitrary<Task> = fc
  .record({
    id: fc.nat(1000),
    deployment: fc.integer({ min: 1, max: 2 }),
    kind: fc.constantFrom('pending', 'running', 'draining'),
    dueMs: fc.nat(600_000),
    hasUsed: fc.boolean(),
  })
  .map(({ id, deployment, kind, dueMs, hasUsed }): Task => {
    const base = { ...runningTask(id, startMs), deployment };
    const usage = hasUsed ? used : base.usage;
    switch (kind) {
      case 'pending':
        return { ...base, phase: { kind, readyMs: startMs + dueMs, fate: 'run' } };
      case 'draining':
        return { ...base, usage, phase: { kind, untilMs: startMs + dueMs } };
      case 'running':
        return { ...base, usage };
      default:
        return kind satisfies never;
    }
  });

describe('a census', () => {
  test('counts every task in one phase', () => {
    fc.assert(
      fc.property(fc.array(task, { maxLength: 30 }), (tasks) => {
        const { pending, running, draining, ordinary } = censusOf(tasks);
        expect(pending + running + draining).toBe(tasks.length);
        expect(ordinary).toBeLessThanOrEqual(running);
      }),
    );
  });

  test('knows when the next task starts or must be gone', () => {
    fc.assert(
      fc.property(fc.array(task, { maxLength: 30 }), (tasks) => {
        const due = tasks.flatMap(({ phase }) => {
          if (phase.kind === 'running') return [];
          return [phase.kind === 'pending' ? phase.readyMs : phase.untilMs];
        });
        expect(censusOf(tasks).nextMs).toBe(Math.min(Infinity, ...due));
      }),
    );
  });

  test('tells one deployment of live tasks from several and from none', () => {
    const of = (deployment: number): Task => ({ ...runningTask(deployment, startMs), deployment });
    const gone: Task = { ...of(9), phase: { kind: 'draining', untilMs: startMs } };
    expect(censusOf([of(2), of(2), gone]).deployment).toBe(2);
    expect(censusOf([of(1), of(2)]).deployment).toBe('mixed');
    expect(censusOf([gone]).deployment).toBe(null);
  });
});
