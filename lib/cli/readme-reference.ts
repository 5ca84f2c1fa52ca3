/** The README's parameter reference lies between two markers and is written from the table. */
import { parameterMarkdown } from './parameter-reference.ts';

const begin = '<!-- parameters:begin -->';
const end = '<!-- parameters:end -->';

export const withParameterReference = (readme: string): string => {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(
      `README.md needs ${begin} and, below it, ${end}; put them where the table belongs`,
    );
  }
  return `${readme.slice(0, from + begin.length)}\n\n${parameterMarkdown()}\n\n${readme.slice(to)}`;
};
