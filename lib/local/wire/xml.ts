/** Plain data as XML, the way AWS writes it: lists as `<member>`, absent values left out. */

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escapeText = (text: string): string => text.replace(/[&<>"]/g, (c) => escapes[c] ?? c);

export const element = (name: string, inner: string, namespace?: string): string => {
  const attribute = namespace === undefined ? '' : ` xmlns="${escapeText(namespace)}"`;
  return `<${name}${attribute}>${inner}</${name}>`;
};

export const xml = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item) => element('member', xml(item))).join('');
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([, inner]) => inner !== undefined && inner !== null)
      .map(([name, inner]) => element(name, xml(inner)))
      .join('');
  }
  return escapeText(String(value));
};
