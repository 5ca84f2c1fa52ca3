import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readRequest } from '#lib/widget/request.ts';

const usual = { sort: 'state', reverse: false, from: 0, filter: '', standing: null };

describe('what the console asks', () => {
  it('is the overview where nothing is said', () => {
    expect(readRequest({})).toEqual({
      kind: 'show',
      show: { kind: 'tab', tab: 'overview', listing: usual },
      viewer: { theme: 'light', offsetMinutes: 0, range: null },
    });
  });

  it('is to describe itself, whatever else is said', () => {
    expect(readRequest({ describe: true, view: 'services' })).toEqual({ kind: 'describe' });
  });

  it('follows theme, clock and time range of the dashboard', () => {
    const widgetContext = {
      theme: 'dark',
      timezone: { label: 'Local', offsetISO: '-03:30', offsetInMinutes: -210 },
      timeRange: { mode: 'absolute', start: 1_000, end: 9_000 },
      forms: { all: {} },
    };
    expect(readRequest({ widgetContext })).toMatchObject({
      viewer: { theme: 'dark', offsetMinutes: -210, range: { fromMs: 1_000, toMs: 9_000 } },
    });
  });

  it('is the stretch that somebody zoomed into', () => {
    const timeRange = { start: 1_000, end: 9_000, zoom: { start: 2_000, end: 3_000 } };
    expect(readRequest({ widgetContext: { timeRange } })).toMatchObject({
      viewer: { range: { fromMs: 2_000, toMs: 3_000 } },
    });
  });

  it('takes what was typed over what the link said', () => {
    const widgetContext = { forms: { all: { filter: 'typed' } } };
    expect(readRequest({ view: 'services', filter: 'linked', widgetContext })).toMatchObject({
      show: { listing: { filter: 'typed' } },
    });
  });

  it.each([
    [{ view: 'everything' }, 'overview'],
    [
      { view: 'services', from: -1, sort: 'age', standing: 'odd', filter: 'x'.repeat(600) },
      'services',
    ],
    [
      { view: 'services', widgetContext: { theme: 3, timeRange: { start: 9, end: 1 } } },
      'services',
    ],
  ])('takes nonsense for nothing: %j', (event, tab) => {
    expect(readRequest(event)).toMatchObject({ show: { tab, listing: usual } });
  });
});

test('no JSON at all makes it fail, but what is no object', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (event) => {
      expect(['describe', 'show']).toContain(readRequest(event).kind);
    }),
  );
  expect(() => readRequest('services')).toThrow('must be an object of parameters');
});
