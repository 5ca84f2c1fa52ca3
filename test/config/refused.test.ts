import { describe, expect, it } from 'vitest';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { problemLine } from '#config/problem.ts';
import { accountFaults } from './refused/accounts.ts';
import { breakerFaults } from './refused/breakers.ts';
import { challengerFaults } from './refused/challengers.ts';
import { contradictions } from './refused/contradictions.ts';
import { formulaFaults } from './refused/formulas.ts';
import { limitFaults } from './refused/limits.ts';
import { numberFaults } from './refused/numbers.ts';
import { occasionFaults } from './refused/occasions.ts';
import { ruleFaults } from './refused/rules.ts';
import { scheduleFaults } from './refused/schedules.ts';
import { scoringFaults } from './refused/scoring.ts';
import { shapeFaults } from './refused/shape.ts';
import { yamlFaults } from './refused/yaml.ts';

const told = (yaml: string): readonly string[] => {
  const parsed = parseFleet(yaml, defaultParameters);
  return parsed.kind === 'valid' ? [] : parsed.problems.map(problemLine);
};

describe.each([
  { what: 'YAML', refused: yamlFaults },
  { what: 'shape', refused: shapeFaults },
  { what: 'numbers', refused: numberFaults },
  { what: 'rules and signals', refused: ruleFaults },
  { what: 'load scores, surges and missing data', refused: scoringFaults },
  { what: 'formulas', refused: formulaFaults },
  { what: 'breakers', refused: breakerFaults },
  { what: 'caps and waits', refused: limitFaults },
  { what: 'accounts', refused: accountFaults },
  { what: 'schedules', refused: scheduleFaults },
  { what: 'occasions', refused: occasionFaults },
  { what: 'challengers', refused: challengerFaults },
  { what: 'contradictions', refused: contradictions },
])('refused for its $what', ({ refused }) => {
  it.each(refused)('$name', ({ yaml, problems }) => {
    expect(told(yaml)).toEqual(problems);
  });
});

describe('refused for its size', () => {
  it('a file above 256 KiB is not even read', () => {
    const yaml = `# ${'x'.repeat(256 * 1024)}`;
    expect(told(yaml)).toEqual([
      '(file): 262146 bytes: must be at most 262144 bytes (256 KiB); move common settings into policies, or split the fleet over two stacks',
    ]);
  });

  it('a small file that aliases would make a large one', () => {
    const levels = Array.from({ length: 9 }, (_, level) =>
      level === 0
        ? 'l0: &l0 [x, x, x, x, x, x, x, x, x]'
        : `l${level}: &l${level} [${Array(9)
            .fill(`*l${level - 1}`)
            .join(', ')}]`,
    );
    expect(told(levels.join('\n'))).toEqual([
      expect.stringMatching(
        /^\(file\): \d+ bytes: cannot be read \(.*alias count.*\); define every/,
      ),
    ]);
  });

  it('nesting that would exhaust the stack', () => {
    const yaml = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(told(yaml)).toEqual([
      '(file): (too deep): nests too deeply to be read; nest less deeply',
    ]);
  });

  it('a file that is wrong throughout gets twenty faults of syntax, not a hundred', () => {
    expect(told('['.repeat(100))).toHaveLength(20);
  });

  it('a file that is wrong throughout gets two hundred problems, and how many more there are', () => {
    const lines = told(`services: [${Array(300).fill('{ cluster: shop }').join(', ')}]`);
    expect(lines).toHaveLength(201);
    expect(lines.at(-1)).toBe(
      '(file): 100: more problems are not listed; correct the first 200 and look again',
    );
  });
});
