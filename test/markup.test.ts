import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html, nothing, verbatim } from '#lib/markup.ts';

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const asRead = (source: string): string =>
  source.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);

describe('what is put into markup', () => {
  it('is text, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { source } = html`${text}`;
        expect(source).not.toMatch(/[<>"']/);
        const isControl = (code: number): boolean => code < 32 && code !== 9 && code !== 10;
        const printable = [...text]
          .map((each) => {
            const code = each.charCodeAt(0);
            return isControl(code) || code === 127 ? '\ufffd' : each;
          })
          .join('');
        expect(asRead(source)).toBe(printable);
      }),
    );
  });

  it.each([
    { put: '<script>alert(1)</script>', gives: '&lt;script&gt;alert(1)&lt;/script&gt;' },
    { put: `" onload='x'`, gives: '&quot; onload=&#39;x&#39;' },
    { put: 'a\u0000\u001b[31mb', gives: 'a\ufffd\ufffd[31mb' },
    { put: '&amp;', gives: '&amp;amp;' },
  ])('$put', ({ put, gives }) => {
    expect(html`<p title="${put}">${put}</p>`.source).toBe(`<p title="${gives}">${gives}</p>`);
  });

  it('stays as it is when it is markup, alone or many', () => {
    const item = (text: string) => html`<li>${text}</li>`;
    expect(html`<ul>${['a', '<'].map(item)}</ul>${nothing}${verbatim('<br>')}${7}`.source).toBe(
      '<ul><li>a</li><li>&lt;</li></ul><br>7',
    );
  });
});
