/** An explanation as Flyball gives it, "headline: clause; clause.", taken apart for reading. */
import { make } from '../dom.ts';

export type Explanation = { readonly headline: string; readonly clauses: readonly string[] };

export const readExplanation = (why: string): Explanation => {
  const [headline = why, ...rest] = why.split(': ');
  const clauses = rest.join(': ').replace(/\.$/, '');
  return {
    headline: rest.length === 0 ? headline.replace(/\.$/, '') : headline,
    clauses: clauses === '' ? [] : clauses.split('; '),
  };
};

export const clauseList = (why: string): HTMLElement =>
  make(
    'ol',
    { class: 'clauses' },
    ...readExplanation(why).clauses.map((clause) => make('li', {}, clause)),
  );
