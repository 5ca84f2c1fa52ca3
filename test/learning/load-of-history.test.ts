import { describe, expect, it } from 'vitest';
import type { Readings } from '#engine/model.ts';
import type { SignalDefinition } from '#engine/policy.ts';
import { coarse, historyReads, type Learner, tasksSignal } from '#lib/learning/history-reads.ts';
import { historyOf } from '#lib/learning/load-of-history.ts';
import { subjectsOf } from '#lib/learning/subjects.ts';
import { policyOf } from '../engine/support.ts';
import { minuteMs, viewOf } from '../tick/support.ts';
import { cpuPast, nowMs } from './support.ts';

const custom: SignalDefinition = {
  kind: 'custom',
  per: 'task',
  namespace: 'App',
  metric: 'sessions',
  dimensions: {},
  statistic: 'Average',
};

const [track] = policyOf({}).rules;
if (track === undefined) throw new Error('the policy of the tests has a rule');

const learnerOf = (signal: string, running: number): Learner => {
  const rules = [{ ...track, signal }];
  const policy = policyOf({ rules, signals: { cpu: { kind: 'cpu' }, sessions: custom } });
  return { view: viewOf('web', running), policy, subjects: subjectsOf(policy), paces: [] };
};

const newest = (signal: string, running: number, readings: Readings): number => {
  const history = historyOf(signal, learnerOf(signal, running), readings, { grain: coarse, nowMs });
  if (history.kind === 'unread') throw new Error(history.cause);
  return history.series.values.at(-1) ?? Number.NaN;
};

const constant = (value: number, tasks: number) => cpuPast(1, () => value, tasks);

const without = (value: number) => {
  const past = constant(value, 1);
  if (past.kind !== 'series') throw new Error('a past is a series');
  return { ...past, points: past.points.map(({ atMs, value: each }) => ({ atMs, value: each })) };
};

describe('the load of the past', () => {
  it('is utilisation times the tasks that it was measured over', () => {
    expect(newest('cpu', 4, { cpu: constant(50, 4) })).toBe(200);
  });

  it('of a service that publishes every 20 s counts each task once', () => {
    expect(newest('cpu', 4, { cpu: constant(50, 12) })).toBe(200);
    expect(newest('cpu', 12, { cpu: constant(50, 12) })).toBe(600);
  });

  it('of another average is times the tasks whose CPU was measured', () => {
    const readings = { sessions: without(7), [tasksSignal]: constant(50, 4) };
    expect(newest('sessions', 4, readings)).toBe(28);
    expect(newest('sessions', 4, { sessions: without(7) })).toBeNaN();
  });

  it('ends before what may still be filling', () => {
    const [read] = historyReads([learnerOf('cpu', 4)], coarse, nowMs);
    expect(read?.endMs).toBe(nowMs - 5 * minuteMs);
  });

  it('asks for the tasks beside an average that does not know its own', () => {
    const signals = (signal: string) =>
      historyReads([learnerOf(signal, 4)], coarse, nowMs).map((each) => each.signal);
    expect(signals('cpu')).toEqual(['cpu']);
    expect(signals('sessions')).toEqual(['sessions', tasksSignal]);
  });
});
