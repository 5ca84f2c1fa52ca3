/** The Markdown that our dashboard uses: headings, tables, paragraphs, bold, italics, code. Never HTML. */
import { make } from '../dom.ts';

const inlinePattern = /(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/;

const inline = (text: string): readonly (Node | string)[] =>
  text.split(inlinePattern).map((part) => {
    if (part.startsWith('**')) return make('strong', {}, part.slice(2, -2));
    if (part.startsWith('*') && part.length > 2) return make('em', {}, part.slice(1, -1));
    if (part.startsWith('`')) return make('code', {}, part.slice(1, -1));
    return part;
  });

const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

const table = (lines: readonly string[]): HTMLElement => {
  const [head = '', , ...rows] = lines;
  const row = (line: string, tag: 'th' | 'td') =>
    make('tr', {}, ...cellsOf(line).map((cell) => make(tag, {}, ...inline(cell))));
  return make(
    'table',
    {},
    make('thead', {}, row(head, 'th')),
    make('tbody', {}, ...rows.map((line) => row(line, 'td'))),
  );
};

/** The page has headings of its own above these. */
const heading = (line: string): HTMLElement =>
  make('h3', {}, ...inline(line.replace(/^#+\s*/, '')));

const block = (text: string): HTMLElement => {
  const lines = text.split('\n');
  if (text.startsWith('#')) return heading(text);
  if (text.startsWith('|')) return table(lines);
  return make('p', {}, ...inline(lines.join(' ')));
};

export const markdown = (text: string): readonly HTMLElement[] =>
  text
    .trim()
    .split(/\n{2,}/)
    .map(block);
