/** Metric math as a row of words, with a finger on the next one. */
import { AwsError } from '../aws-error.ts';

const token = /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|([-+*/(),]))\s*/y;

export type Words = {
  /** The next word, left where it is; `undefined` at the end. */
  readonly peek: () => string | undefined;
  readonly next: () => string | undefined;
  readonly expect: (word: string) => void;
  readonly refuse: (why: string) => AwsError;
};

const split = (text: string, refuse: (why: string) => AwsError): readonly string[] => {
  const words: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const [, number, name, sign] = token.exec(text) ?? [];
    const word = number ?? name ?? sign;
    if (word === undefined) throw refuse(`unexpected "${text.slice(at, at + 10)}"`);
    words.push(word);
  }
  return words;
};

export const wordsOf = (text: string): Words => {
  const refuse = (why: string): AwsError =>
    new AwsError('ValidationError', `Error in expression "${text}": ${why}.`);
  const words = split(text, refuse);
  let at = 0;
  const next = (): string | undefined => {
    const word = words[at];
    at += 1;
    return word;
  };
  return {
    peek: () => words[at],
    next,
    expect: (wanted) => {
      const word = next();
      if (word !== wanted) throw refuse(`"${wanted}" expected, not "${word ?? ''}"`);
    },
    refuse,
  };
};
