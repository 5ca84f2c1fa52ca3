/**
 * HTML as CloudWatch lets a custom widget have it: no scripts, no handlers, no frames, no `use`. What is taken out there
 * is taken out here, so that what works here works there.
 */

const forbidden = [
  'script',
  'iframe',
  'frame',
  'object',
  'embed',
  'use',
  'link',
  'meta',
  'base',
  'form',
  'template',
] as const;

const urlAttributes = new Set(['href', 'xlink:href', 'src', 'formaction', 'srcdoc']);

const isHarmful = ({ name, value }: Attr): boolean => {
  const lower = name.toLowerCase();
  if (lower.startsWith('on')) return true;
  // Browsers skip blanks and control characters in front of and within a scheme.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const scheme = value.replace(/[\u0000-\u0020]/g, '').toLowerCase();
  return urlAttributes.has(lower) && !/^(https?:|data:image\/|#|\/)/.test(scheme);
};

export const cloudWatchHtml = (source: string): DocumentFragment => {
  const parsed = new DOMParser().parseFromString(source, 'text/html');
  for (const element of parsed.querySelectorAll(forbidden.join(','))) element.remove();
  for (const element of parsed.querySelectorAll('*')) {
    for (const attribute of [...element.attributes]) {
      if (isHarmful(attribute)) element.removeAttribute(attribute.name);
    }
  }
  const fragment = document.createDocumentFragment();
  fragment.append(...parsed.head.childNodes, ...parsed.body.childNodes);
  return fragment;
};
