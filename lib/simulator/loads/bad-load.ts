/** The text is no load that can be used; the message says where and what to do. */
export class BadLoad extends Error {
  override readonly name = 'BadLoad';
}

const longestShown = 60;

/** A file that is no text must not reach the terminal as it is. */
export const quoted = (text: string): string => {
  const plain = text.replaceAll(/[^\x20-\x7E]/g, '·');
  return plain.length > longestShown ? `"${plain.slice(0, longestShown)}…"` : `"${plain}"`;
};
