/** Metric math of the plain kind: identifiers, numbers, + - * /, parentheses, FILL. */
import { AwsError } from '../aws-error.ts';

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
  | { readonly kind: 'fill'; readonly of: Expression; readonly with: Filling };

const token = /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|([-+*/(),]))\s*/y;

const tokensOf = (text: string): readonly string[] => {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const [, number, word, sign] = token.exec(text) ?? [];
    const found = number ?? word ?? sign;
    if (found === undefined) throw refusal(text, `unexpected "${text.slice(at, at + 10)}"`);
    tokens.push(found);
  }
  return tokens;
};

const refusal = (text: string, why: string): AwsError =>
  new AwsError('ValidationError', `Error in expression "${text}": ${why}.`);

/** A recursive descent with the usual precedence; `at` is the only thing that moves. */
export const parseExpression = (text: string): Expression => {
  const tokens = tokensOf(text);
  let at = 0;

  const expect = (wanted: string): void => {
    if (tokens[at] !== wanted)
      throw refusal(text, `"${wanted}" expected, not "${tokens[at] ?? ''}"`);
    at += 1;
  };

  const isOneOf = (word: string | undefined, operators: readonly Operator[]): word is Operator =>
    operators.some((operator) => operator === word);

  const chain = (operators: readonly Operator[], operand: () => Expression): Expression => {
    let left = operand();
    for (let operator = tokens[at]; isOneOf(operator, operators); operator = tokens[at]) {
      at += 1;
      left = { kind: 'binary', operator, left, right: operand() };
    }
    return left;
  };

  const filling = (): Filling => {
    const word = tokens[at];
    at += 1;
    if (word === 'REPEAT' || word === 'LINEAR') return word;
    if (word === '-') return -Number(tokens[at++]);
    if (word !== undefined && Number.isFinite(Number(word))) return Number(word);
    throw refusal(text, `FILL takes a number, REPEAT or LINEAR, not "${word ?? ''}"`);
  };

  const call = (name: string): Expression => {
    if (name !== 'FILL') throw refusal(text, `function ${name} is not known here; FILL is`);
    expect('(');
    const of = sum();
    expect(',');
    const fill = { kind: 'fill', of, with: filling() } as const;
    expect(')');
    return fill;
  };

  const operand = (): Expression => {
    const word = tokens[at];
    at += 1;
    if (word === '-') return { kind: 'negate', of: operand() };
    if (word === '(') {
      const inner = sum();
      expect(')');
      return inner;
    }
    if (word === undefined || /^[+*/),]$/.test(word)) throw refusal(text, 'a value is missing');
    if (/^\d/.test(word)) return { kind: 'number', value: Number(word) };
    return tokens[at] === '(' ? call(word) : { kind: 'reference', id: word };
  };

  const product = (): Expression => chain(['*', '/'], operand);
  const sum = (): Expression => chain(['+', '-'], product);

  const whole = sum();
  if (at < tokens.length) throw refusal(text, `unexpected "${tokens[at]}"`);
  return whole;
};
