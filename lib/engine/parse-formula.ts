/**
 * Reads a formula over signals, such as `max(cpu, memory ?? 50) * 1.2`. A small recursive descent: what is not in
 * this grammar cannot be run, and nothing is ever evaluated as code.
 *
 *   either  = sum ('??' either)?
 *   sum     = product (('+' | '-') product)*
 *   product = unary (('*' | '/') unary)*
 *   unary   = '-' unary | atom
 *   atom    = number | name | name '(' either (',' either)* ')' | '(' either ')'
 */
import type { Formula } from './formula.ts';
import { type FormulaToken, readTokens } from './formula-tokens.ts';

export type ParsedFormula =
  | { readonly kind: 'parsed'; readonly formula: Formula }
  | { readonly kind: 'refused'; readonly message: string; readonly position: number };

/** The parser is built of closures over a cursor, which only ever moves ahead. */
type Cursor = { readonly tokens: readonly FormulaToken[]; next: number; depth: number };

class Refusal extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

const longest = 500;
const deepest = 20;
const functions = ['max', 'min', 'sum', 'avg'] as const;
type FunctionName = (typeof functions)[number];

const isFunction = (name: string): name is FunctionName =>
  functions.some((known) => known === name);

const peek = (cursor: Cursor): FormulaToken => {
  const token = cursor.tokens[cursor.next];
  if (token === undefined) throw new Error('a formula always ends in an end token');
  return token;
};

const isSymbol = (cursor: Cursor, ...symbols: readonly string[]): boolean => {
  const token = peek(cursor);
  return token.kind === 'symbol' && symbols.includes(token.text);
};

const take = (cursor: Cursor): FormulaToken => {
  const token = peek(cursor);
  if (token.kind !== 'end') cursor.next += 1;
  return token;
};

const expectSymbol = (cursor: Cursor, symbol: string): void => {
  const { text, position } = peek(cursor);
  if (!isSymbol(cursor, symbol)) {
    throw new Refusal(
      `expected '${symbol}' but found ${text === '' ? 'the end' : `'${text}'`}`,
      position,
    );
  }
  take(cursor);
};

const deeper = (cursor: Cursor, parse: (cursor: Cursor) => Formula): Formula => {
  cursor.depth += 1;
  if (cursor.depth > deepest) {
    throw new Refusal(
      `is nested more than ${deepest} deep; name a part of it as a signal`,
      peek(cursor).position,
    );
  }
  const formula = parse(cursor);
  cursor.depth -= 1;
  return formula;
};

const call = (cursor: Cursor, name: string, position: number): Formula => {
  if (!isFunction(name)) {
    throw new Refusal(`'${name}' is no function; there are ${functions.join(', ')}`, position);
  }
  expectSymbol(cursor, '(');
  const list = [deeper(cursor, either)];
  while (isSymbol(cursor, ',')) {
    take(cursor);
    list.push(deeper(cursor, either));
  }
  expectSymbol(cursor, ')');
  return { kind: 'call', name, arguments: list };
};

const atom = (cursor: Cursor): Formula => {
  const { kind, text, position } = take(cursor);
  if (kind === 'number') return { kind: 'number', value: Number(text) };
  if (kind === 'name') {
    return isSymbol(cursor, '(') ? call(cursor, text, position) : { kind: 'signal', name: text };
  }
  if (text === '(') {
    const inner = deeper(cursor, either);
    expectSymbol(cursor, ')');
    return inner;
  }
  const found = text === '' ? 'the end' : `'${text}'`;
  throw new Refusal(`expected a number, a signal or '(' but found ${found}`, position);
};

const unary = (cursor: Cursor): Formula => {
  if (!isSymbol(cursor, '-')) return atom(cursor);
  take(cursor);
  return { kind: 'negate', of: deeper(cursor, unary) };
};

type Operator = Extract<Formula, { kind: 'binary' }>['operator'];

const chain =
  (operators: readonly Operator[], operand: (cursor: Cursor) => Formula) =>
  (cursor: Cursor): Formula => {
    let left = operand(cursor);
    for (;;) {
      const operator = operators.find((each) => isSymbol(cursor, each));
      if (operator === undefined) return left;
      take(cursor);
      left = { kind: 'binary', operator, left, right: operand(cursor) };
    }
  };

const product = chain(['*', '/'], unary);
const sum = chain(['+', '-'], product);

function either(cursor: Cursor): Formula {
  const left = sum(cursor);
  if (!isSymbol(cursor, '??')) return left;
  take(cursor);
  return { kind: 'binary', operator: '??', left, right: deeper(cursor, either) };
}

export const parseFormula = (text: string): ParsedFormula => {
  if (text.length > longest) {
    const message = `is ${text.length} characters long, but at most ${longest} are read`;
    return { kind: 'refused', message, position: longest };
  }
  const read = readTokens(text);
  if (read.kind === 'refused') return read;
  const cursor: Cursor = { tokens: read.tokens, next: 0, depth: 0 };
  try {
    const formula = either(cursor);
    const rest = peek(cursor);
    if (rest.kind === 'end') return { kind: 'parsed', formula };
    return { kind: 'refused', message: `did not expect '${rest.text}'`, position: rest.position };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'refused', message: error.message, position: error.position };
  }
};
