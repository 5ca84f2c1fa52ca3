import { describe, expect, it } from 'vitest';
import { equalTerms } from '#simulator/report/equal-terms.ts';
import { readFrontier } from '#simulator/report/frontier-reading.ts';
import { dollars, figure, percent, plain } from '#simulator/report/numbers.ts';
import { outcomeOf, verdictOf } from '#simulator/report/verdict.ts';
import { contender } from './sample.ts';

const at = (violatedPct: number, taskHours: number) => ({ violatedPct, taskHours });

type Stand = ReturnType<typeof at>;

const ours = (stand: Stand) => contender({ label: 'Ours', ...stand });
const theirs = (stand: Stand) => contender({ label: 'Theirs', ...stand });

describe('verdict', () => {
  it.each([
    { name: 'safer and cheaper wins', our: at(1, 90), their: at(2, 100), outcome: 'won' },
    { name: 'safer at the same cost wins', our: at(1, 100.4), their: at(2, 100), outcome: 'won' },
    { name: 'cheaper and as safe wins', our: at(2, 90), their: at(2.005, 100), outcome: 'won' },
    { name: 'less safe and dearer loses', our: at(3, 110), their: at(2, 100), outcome: 'lost' },
    {
      name: 'less safe at the same cost loses',
      our: at(3, 100),
      their: at(2, 100),
      outcome: 'lost',
    },
    { name: 'safer but dearer is a trade', our: at(1, 110), their: at(2, 100), outcome: 'traded' },
    {
      name: 'cheaper but less safe is a trade',
      our: at(3, 90),
      their: at(2, 100),
      outcome: 'traded',
    },
    { name: 'the same is a tie', our: at(2, 100), their: at(2, 100), outcome: 'tied' },
  ])('$name', ({ our, their, outcome }) => {
    expect(outcomeOf(ours(our), theirs(their))).toBe(outcome);
  });

  it.each([
    {
      our: at(0.5, 95),
      their: at(2, 100),
      says: 'Ours beat Theirs: 0.50 % of minutes violated against 2.00 %, 4.00 times fewer, and 95.0 task-hours against 100, 5.00 % less.',
    },
    {
      our: at(0, 100),
      their: at(2, 100),
      says: 'Ours beat Theirs: 0 % of minutes violated against 2.00 %, none where the other had some, and 100 task-hours against 100, the same.',
    },
    {
      our: at(2, 120),
      their: at(0, 100),
      says: 'Theirs beat Ours: 2.00 % of minutes violated against 0 %, some where the other had none, and 120 task-hours against 100, 20.0 % more.',
    },
  ])('$says', ({ our, their, says }) => {
    expect(verdictOf(ours(our), theirs(their))).toBe(says);
  });
});

const turns = [
  { knob: 40, violatedPct: 0, taskHours: 200 },
  { knob: 60, violatedPct: 1, taskHours: 100 },
  { knob: 80, violatedPct: 5, taskHours: 60 },
];

describe('a frontier', () => {
  it.each([
    { along: 'violatedPct', at: 1, reads: 100 },
    { along: 'violatedPct', at: 3, reads: 80 },
    { along: 'taskHours', at: 150, reads: 0.5 },
    { along: 'taskHours', at: 60, reads: 5 },
    { along: 'violatedPct', at: 6, reads: null },
    { along: 'taskHours', at: 201, reads: null },
  ] as const)('at $at $along it reads $reads', ({ along, at, reads }) => {
    expect(readFrontier(turns, along, at)).toBe(reads);
  });

  it('that comes back gives the least', () => {
    const back = [...turns, { knob: 90, violatedPct: 1, taskHours: 40 }];
    expect(readFrontier(back, 'violatedPct', 1)).toBe(40);
  });

  it('with the same value twice gives the better of both', () => {
    const level = [
      { knob: 1, violatedPct: 2, taskHours: 9 },
      { knob: 2, violatedPct: 2, taskHours: 7 },
      { knob: 3, violatedPct: 3, taskHours: 6 },
    ];
    expect(readFrontier(level, 'violatedPct', 2)).toBe(7);
  });

  it('compares on equal terms, and says when it cannot', () => {
    const mover = { ...ours(at(1, 100)), frontier: turns };
    expect(equalTerms(mover, theirs(at(3, 100)))).toBe(
      'On equal terms, Ours turned to where Theirs stands: as safe as Theirs it needs 80.0 task-hours instead of 100, 20.0 % less; as cheap as it, 1.00 % of minutes are violated instead of 3.00 %.',
    );
    expect(equalTerms(mover, theirs(at(9, 10)))).toMatch(
      /where .+ violates 9\.00 % of the minutes, it violates at most \d\S* % at any setting tried/,
    );
    expect(equalTerms(mover, theirs(at(3, 10)))).toMatch(
      /where .+ takes 10\.0 task-hours, it takes at least \d\S* at any setting tried\.$/,
    );
    expect(equalTerms(ours(at(1, 100)), theirs(at(3, 100)))).toBeNull();
  });
});

describe('numbers', () => {
  it.each([
    { value: 0, shown: '0' },
    { value: 0.1234, shown: '0.12' },
    { value: 9.999, shown: '10.00' },
    { value: 99.94, shown: '99.9' },
    { value: 1234567.8, shown: '1,234,568' },
    { value: -12.34, shown: '−12.3' },
    { value: -0.001, shown: '0.00' },
    { value: Number.NaN, shown: '–' },
  ])('$value is $shown', ({ value, shown }) => {
    expect(figure(value)).toBe(shown);
  });

  it('what is there is never shown as none', () => {
    expect(percent(0.0001)).toBe('< 0.01 %');
    expect(percent(0)).toBe('0 %');
  });

  it('what was set is shown as it was set', () => {
    expect([60, 0.25, 1500, 0.1 + 0.2].map(plain)).toEqual(['60', '0.25', '1,500', '0.3']);
    expect(dollars(12)).toBe('$12.0');
  });
});
