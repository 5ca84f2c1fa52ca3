import { describe, expect, it } from 'vitest';
import { chart } from '#lib/widget/chart.ts';

const span = { fromMs: 0, toMs: 100 };
const draw = (series: Parameters<typeof chart>[0]['series']) =>
  chart({ width: 100, height: 20, span, series, description: 'x' }).source;

describe('a chart', () => {
  it('of counts stays level until they change, and to the end', () => {
    const samples = [
      { atMs: 0, value: 1 },
      { atMs: 50, value: 2 },
    ];
    expect(draw([{ kind: 'steps', samples }])).toMatch(/d="M0 [\d.]+H50V[\d.]+H100"/);
  });

  it('without points is a dash', () => {
    expect(
      draw([
        { kind: 'line', samples: [] },
        { kind: 'level', value: 60 },
      ]),
    ).not.toContain('svg');
  });

  it('has numbers in every place, whatever is measured', () => {
    const samples = [Number.MAX_VALUE, -1, 0, 1e-300].map((value, index) => ({
      atMs: index,
      value,
    }));
    expect(draw([{ kind: 'line', samples }])).not.toMatch(/NaN|Infinity/);
  });

  it('stays small, however many points there are', () => {
    const samples = Array.from({ length: 20_000 }, (_, atMs) => ({ atMs: atMs / 200, value: 1 }));
    expect(draw([{ kind: 'line', samples }]).length).toBeLessThan(3_000);
  });
});
