/** Cuts a formula's text into tokens. */
export type FormulaToken = {
  readonly kind: 'number' | 'name' | 'symbol' | 'end';
  readonly text: string;
  /** Counted from 0. */
  readonly position: number;
};

export type ReadTokens =
  | { readonly kind: 'read'; readonly tokens: readonly FormulaToken[] }
  | { readonly kind: 'refused'; readonly message: string; readonly position: number };

const token =
  /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<name>[A-Za-z][A-Za-z0-9_]*)|(?<symbol>\?\?|[-+*/(),]))/y;
const rest = /\s*$/y;

const matchAt = (pattern: RegExp, text: string, position: number): RegExpExecArray | null => {
  pattern.lastIndex = position;
  return pattern.exec(text);
};

const skipSpace = (text: string, position: number): number =>
  position + (text.slice(position).length - text.slice(position).trimStart().length);

export const readTokens = (text: string): ReadTokens => {
  const tokens: FormulaToken[] = [];
  let position = 0;
  while (matchAt(rest, text, position) === null) {
    const start = skipSpace(text, position);
    const match = matchAt(token, text, position);
    if (match === null) {
      const message = `'${text.charAt(start)}' is no part of a formula; there are numbers, signals, + - * / ??, parentheses and functions`;
      return { kind: 'refused', message, position: start };
    }
    const { number, name, symbol } = match.groups ?? {};
    const kind = number !== undefined ? 'number' : name !== undefined ? 'name' : 'symbol';
    tokens.push({ kind, text: number ?? name ?? symbol ?? '', position: start });
    position += match[0].length;
  }
  return { kind: 'read', tokens: [...tokens, { kind: 'end', text: '', position: text.length }] };
};
