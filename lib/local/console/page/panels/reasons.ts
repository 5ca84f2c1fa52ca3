/** What the last tick made of the chosen service, holds included. */
import type { Service } from '../../wire.ts';
import { make, setText, show } from '../dom.ts';
import { clockTime } from '../format.ts';
import { clauseList, readExplanation } from './explanation.ts';

export const createReasons = () => {
  const headline = make('p', { class: 'headline' });
  const clauses = make('div', {});
  const element = make('div', { class: 'reasons' }, make('h3', {}, 'Why'), headline, clauses);
  let told = '';
  const update = ({ latest }: Service): void => {
    show(element, latest !== null);
    if (latest === null) return;
    const text = `${clockTime(latest.atMs)} ${latest.why}`;
    if (text === told) return;
    told = text;
    setText(headline, `${clockTime(latest.atMs)}  ${readExplanation(latest.why).headline}`);
    clauses.replaceChildren(clauseList(latest.why));
  };
  return { element, update };
};
