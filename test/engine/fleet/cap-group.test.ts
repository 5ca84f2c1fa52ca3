import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capGroup } from '#engine/fleet/cap-group.ts';
import type { Group } from '#engine/fleet/fleet-policy.ts';
import { contender, countsOf, type Member } from './support.ts';

const nobody = { tasks: 0, vcpu: 0 };

const groupOf = (maxTasks: number | null, maxVcpu: number | null): Group => ({
  name: 'workers',
  maxTasks,
  maxVcpu,
});

const capped = (group: Group, members: readonly Member[], bystanders = nobody) =>
  countsOf(capGroup(members.map(contender), group, bystanders));

const sized = (name: string, vcpu: number, from: number, to: number): Member => ({
  name,
  from,
  to,
  policy: { vcpu },
});

describe('a cap in vCPU', () => {
  it('counts each task by its size', () => {
    expect(capped(groupOf(null, 8), [sized('big', 4, 0, 9)])).toEqual({ big: 2 });
    expect(capped(groupOf(null, 8), [sized('small', 0.25, 0, 99)])).toEqual({ small: 32 });
  });

  it('shares the vCPU evenly, not the tasks', () => {
    const members = [sized('big', 2, 0, 9), sized('small', 0.5, 0, 99)];
    expect(capped(groupOf(null, 8), members)).toEqual({ big: 2, small: 8 });
  });

  it('gives what is left of a big share to a small one', () => {
    const members = [sized('big', 3, 0, 9), sized('small', 1, 0, 9)];
    // 4 and 4: one big task takes 3, and the fourth of its share goes round.
    expect(capped(groupOf(null, 8), members)).toEqual({ big: 1, small: 5 });
  });

  it('counts bystanders by their vCPU', () => {
    expect(capped(groupOf(null, 8), [sized('a', 1, 0, 9)], { tasks: 99, vcpu: 5 })).toEqual({
      a: 3,
    });
  });

  it('does not lose a task to the arithmetic of tenths', () => {
    expect(capped(groupOf(null, 0.3), [sized('a', 0.1, 0, 9)])).toEqual({ a: 3 });
  });
});

describe('caps in tasks and in vCPU together', () => {
  it('both hold', () => {
    expect(capped(groupOf(3, 100), [sized('a', 1, 0, 9)])).toEqual({ a: 3 });
    expect(capped(groupOf(100, 3), [sized('a', 1, 0, 9)])).toEqual({ a: 3 });
  });

  it('hold whatever the input', () => {
    const member = fc.record({
      from: fc.nat(20),
      to: fc.nat(40),
      policy: fc.record({
        priority: fc.nat(3),
        guaranteed: fc.nat(5),
        vcpu: fc.constantFrom(0.25, 0.5, 1, 4),
      }),
    });
    const cap = fc.option(fc.nat(100));
    fc.assert(
      fc.property(fc.array(member, { maxLength: 10 }), cap, cap, (members, maxTasks, maxVcpu) => {
        const named = members.map((each, index) => ({ ...each, name: `s${index}` }));
        const granted = capped(groupOf(maxTasks, maxVcpu), named);
        const sum = (unitOf: (each: (typeof named)[number]) => number, after: boolean) =>
          named.reduce((total, each) => {
            const to = after ? Math.max(each.from, granted[each.name] ?? 0) : each.from;
            return total + to * unitOf(each);
          }, 0);
        const ofTasks = (): number => 1;
        const ofVcpu = (each: (typeof named)[number]): number => each.policy.vcpu;
        const holds = (max: number | null, unitOf: typeof ofVcpu) =>
          expect(sum(unitOf, true)).toBeLessThanOrEqual(
            Math.max(max ?? Number.POSITIVE_INFINITY, sum(unitOf, false)) + 1e-6,
          );
        holds(maxTasks, ofTasks);
        holds(maxVcpu, ofVcpu);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('members that only observe', () => {
  const observing: Member = { name: 'o', from: 4, to: 30, policy: { mode: 'observe' } };

  it('hold what they have and take nothing from those that act', () => {
    expect(capped(groupOf(20, null), [observing, { name: 'a', from: 4, to: 30 }])).toEqual({
      o: 30,
      a: 16,
    });
  });

  it('are capped among themselves where the whole group is tried out', () => {
    const other = { ...observing, name: 'p' };
    expect(capped(groupOf(20, null), [observing, other])).toEqual({ o: 10, p: 10 });
  });
});
