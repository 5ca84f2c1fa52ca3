/** What a page must not contain, whatever its names are: judged on the source, by a reader as plain as a browser's. */

const allowedTags = new Set([
  'a',
  'b',
  'br',
  'cwdb-action',
  'details',
  'div',
  'h2',
  'h3',
  'input',
  'li',
  'ol',
  'p',
  'path',
  'section',
  'span',
  'style',
  'summary',
  'svg',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
  'ul',
  'wbr',
]);

const allowedAttributes = new Set([
  'action',
  'aria-current',
  'aria-label',
  'class',
  'colspan',
  'confirmation',
  'd',
  'display',
  'endpoint',
  'height',
  'name',
  'placeholder',
  'role',
  'scope',
  'tabindex',
  'title',
  'type',
  'value',
  'viewBox',
  'width',
]);

const tagPattern = /<\/?([a-zA-Z][^\s/>]*)((?:"[^"]*"|[^">])*)>/g;
const attributePattern = /([^\s="/]+)="[^"]*"/g;

/** Tags and attributes that we never wrote. */
export const intruders = (source: string): readonly string[] =>
  [...source.matchAll(tagPattern)].flatMap(([, tag = '', rest = '']) => [
    ...(allowedTags.has(tag) ? [] : [`<${tag}>`]),
    ...[...rest.matchAll(attributePattern)]
      .map(([, name = '']) => name)
      .filter((name) => !allowedAttributes.has(name)),
    // What is left once attributes are taken out is a slash at most.
    ...(rest.replace(attributePattern, '').replace(/[\s/]/g, '') === '' ? [] : [rest]),
  ]);

export const actionsIn = (source: string) =>
  [...source.matchAll(/<cwdb-action ([^>]*)>([^<]*)<\/cwdb-action>/g)].map(
    ([, attributes = '', content = '']) => ({ attributes, params: JSON.parse(content) }),
  );
