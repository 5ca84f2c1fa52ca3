/** Metric math of the plain kind: identifiers, numbers, + - * /, parentheses, FILL and PERIOD. */
import { type Words, wordsOf } from './math-tokens.ts';

export type Operator = '+' | '-' | '*' | '/';

export type Filling = number | 'REPEAT' | 'LINEAR';

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'reference'; readonly id: string }
  | { readonly kind: 'negate'; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'fill'; readonly of: Expression; readonly with: Filling }
  | { readonly kind: 'period'; readonly id: string };

const isOneOf = (word: string | undefined, operators: readonly Operator[]): word is Operator =>
  operators.some((operator) => operator === word);

/** Operators of equal rank bind from left to right. */
const chain = (
  words: Words,
  operators: readonly Operator[],
  operand: (words: Words) => Expression,
): Expression => {
  let left = operand(words);
  for (let operator = words.peek(); isOneOf(operator, operators); operator = words.peek()) {
    words.next();
    left = { kind: 'binary', operator, left, right: operand(words) };
  }
  return left;
};

const filling = (words: Words): Filling => {
  const word = words.next();
  if (word === 'REPEAT' || word === 'LINEAR') return word;
  const digits = word === '-' ? words.next() : word;
  const value = Number(digits);
  if (digits !== undefined && Number.isFinite(value)) return word === '-' ? -value : value;
  throw words.refuse(`FILL takes a number, REPEAT or LINEAR, not "${digits ?? ''}"`);
};

const fill = (words: Words): Expression => {
  const of = sum(words);
  words.expect(',');
  return { kind: 'fill', of, with: filling(words) };
};

const period = (words: Words): Expression => {
  const id = words.next();
  if (id !== undefined && /^[a-z]\w*$/.test(id)) return { kind: 'period', id };
  throw words.refuse(`PERIOD takes the id of a metric, not "${id ?? ''}"`);
};

const functions: Readonly<Record<string, (words: Words) => Expression>> = {
  FILL: fill,
  PERIOD: period,
};

const call = (words: Words, name: string): Expression => {
  const parse = functions[name];
  const known = Object.keys(functions).join(' and ');
  if (parse === undefined) throw words.refuse(`function ${name} is not known here; ${known} are`);
  words.expect('(');
  const parsed = parse(words);
  words.expect(')');
  return parsed;
};

const operand = (words: Words): Expression => {
  const word = words.next();
  if (word === '-') return { kind: 'negate', of: operand(words) };
  if (word === '(') {
    const inner = sum(words);
    words.expect(')');
    return inner;
  }
  if (word === undefined || /^[+*/),]$/.test(word)) throw words.refuse('a value is missing');
  if (/^\d/.test(word)) return { kind: 'number', value: Number(word) };
  return words.peek() === '(' ? call(words, word) : { kind: 'reference', id: word };
};

const product = (words: Words): Expression => chain(words, ['*', '/'], operand);

const sum = (words: Words): Expression => chain(words, ['+', '-'], product);

export const parseExpression = (text: string): Expression => {
  const words = wordsOf(text);
  const whole = sum(words);
  const rest = words.peek();
  if (rest !== undefined) throw words.refuse(`unexpected "${rest}"`);
  return whole;
};
