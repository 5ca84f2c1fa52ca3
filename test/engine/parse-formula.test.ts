import { describe, expect, it } from 'vitest';
import type { Formula } from '#engine/formula.ts';
import { parseFormula } from '#engine/parse-formula.ts';

/** Written out with every parenthesis, so that precedence shows. */
const written = (formula: Formula): string => {
  switch (formula.kind) {
    case 'number':
      return String(formula.value);
    case 'signal':
      return formula.name;
    case 'negate':
      return `-${written(formula.of)}`;
    case 'binary':
      return `(${written(formula.left)} ${formula.operator} ${written(formula.right)})`;
    case 'call':
      return `${formula.name}(${formula.arguments.map(written).join(', ')})`;
    default:
      return formula satisfies never;
  }
};

const parsed = (text: string): string => {
  const result = parseFormula(text);
  return result.kind === 'parsed' ? written(result.formula) : `refused: ${result.message}`;
};

describe('a formula', () => {
  const rows: readonly (readonly [text: string, meaning: string])[] = [
    ['cpu', 'cpu'],
    [' 1.5 ', '1.5'],
    ['a + b * c', '(a + (b * c))'],
    ['(a + b) * c', '((a + b) * c)'],
    ['a - b - c', '((a - b) - c)'],
    ['a / b / c', '((a / b) / c)'],
    ['a - -b', '(a - -b)'],
    ['--a', '--a'],
    ['-a * b', '(-a * b)'],
    ['a ?? b + 1', '(a ?? (b + 1))'],
    ['a ?? b ?? 8', '(a ?? (b ?? 8))'],
    ['(a ?? 0) + 1', '((a ?? 0) + 1)'],
    ['max(cpu, memory ?? 50, 3)', 'max(cpu, (memory ?? 50), 3)'],
    ['avg(a, sum(b, min(c)))', 'avg(a, sum(b, min(c)))'],
    ['my_signal2/60', '(my_signal2 / 60)'],
    ['max', 'max'],
  ];
  for (const [text, meaning] of rows) {
    it(`'${text}' is ${meaning}`, () => expect(parsed(text)).toBe(meaning));
  }

  const nested = (depth: number): string => `${'('.repeat(depth)}a${')'.repeat(depth)}`;

  const refusals: readonly (readonly [text: string, message: RegExp, position: number])[] = [
    ['', /expected a number, a signal or '\(' but found the end/, 0],
    ['a +', /but found the end/, 3],
    ['a b', /did not expect 'b'/, 2],
    ['a ^ b', /'\^' is no part of a formula/, 2],
    ['a; b', /';' is no part of a formula/, 1],
    ['max(a', /expected '\)' but found the end/, 5],
    ['max()', /but found '\)'/, 4],
    ['max(a,)', /but found '\)'/, 6],
    ['(a', /expected '\)'/, 2],
    ['a)', /did not expect '\)'/, 1],
    ['eval(a)', /'eval' is no function; there are max, min, sum, avg/, 0],
    ['5xx', /did not expect 'xx'/, 1],
    ['1e9', /did not expect 'e9'/, 1],
    ['.5', /'\.' is no part/, 0],
    ['a ? b : c', /'\?' is no part/, 2],
    ['_a', /'_' is no part/, 0],
    [`${'a+'.repeat(250)}a`, /is 501 characters long, but at most 500/, 500],
    [nested(21), /nested more than 20 deep/, 21],
  ];
  for (const [text, message, position] of refusals) {
    it(`refuses '${text.length > 20 ? `${text.slice(0, 20)}…` : text}' and says where`, () => {
      const result = parseFormula(text);
      if (result.kind === 'parsed') throw new Error(`parsed as ${written(result.formula)}`);
      expect(result.message).toMatch(message);
      expect(result.position).toBe(position);
    });
  }

  it('reads up to 500 characters and 20 levels', () => {
    expect(parseFormula(`${'a+'.repeat(249)}aa`).kind).toBe('parsed');
    expect(parseFormula(nested(20)).kind).toBe('parsed');
  });
});
