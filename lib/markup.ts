/** HTML that cannot be broken into: whatever is put between tags is escaped, unless it was made here itself. */

export type Markup = { readonly kind: 'markup'; readonly source: string };

type Piece = string | number | Markup | readonly Markup[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Everything below a space except tab and line break has no place in HTML, whoever named a trace or a service so. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

const escaped = (text: string): string =>
  text.replace(unprintable, '\ufffd').replace(/[&<>"']/g, (found) => entities[found] ?? found);

const sourceOf = (piece: Piece): string => {
  if (typeof piece === 'string') return escaped(piece);
  if (typeof piece === 'number') return String(piece);
  return 'kind' in piece ? piece.source : piece.map(({ source }) => source).join('');
};

export const html = (literals: TemplateStringsArray, ...pieces: readonly Piece[]): Markup => ({
  kind: 'markup',
  source: literals.reduce((text, literal, index) => {
    const piece = pieces[index - 1];
    return text + (piece === undefined ? '' : sourceOf(piece)) + literal;
  }),
});

export const nothing: Markup = { kind: 'markup', source: '' };

/** For what is ours word for word, such as the style sheet. */
export const verbatim = (source: string): Markup => ({ kind: 'markup', source });
