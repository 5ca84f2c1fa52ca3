import { describe, expect, it } from 'vitest';
import { painter } from '#cli/colour.ts';
import { barLines } from '#cli/report/bars.ts';
import { reportText } from '#cli/report/report-text.ts';
import { comparisonReport } from '#simulator/report/comparison-report.ts';
import { contender, sampleRun } from '../../simulator/report/sample.ts';

const plainText = painter(false);
const report = comparisonReport(sampleRun(2));

describe('a report in the terminal', () => {
  const text = reportText(report, plainText);

  it('begins with who won, then equal terms', () => {
    const [title, headline, terms] = text.split('\n');
    expect(title).toBe('two-weeks.csv');
    expect(headline).toMatch(/^Flyball and Target tracking, 60 s traded safety for cost: /);
    expect(terms).toMatch(/^On equal terms, Flyball turned to where Target tracking, 60 s stands/);
  });

  it('has everybody’s scores and settings', () => {
    for (const { label } of report.contenders) {
      expect(text).toMatch(new RegExp(`^${label} +[<\\d.]+ %? `, 'm'));
    }
    expect(text).toMatch(/^Flyball +target 60, cooldown seconds 60$/m);
  });

  it('looks closer at two only', () => {
    const closer = text.slice(text.indexOf('Worst hour of Flyball'), text.indexOf('violated  '));
    expect(closer).toContain('Target tracking, 60 s');
    expect(closer).not.toContain('Knative');
  });

  it('cautions stand before the charts', () => {
    const cautious = reportText({ ...report, cautions: ['Mind the gap.'] }, plainText);
    expect(cautious.indexOf('Mind the gap.')).toBeLessThan(cautious.indexOf('full height'));
  });

  it('a title cannot steer the terminal', () => {
    expect(reportText({ ...report, title: '\u001b[2Jtrace' }, plainText)).not.toContain('\u001b');
  });
});

describe('bars', () => {
  const minutes = (tasks: readonly number[]) => ({ startMs: 0, everySeconds: 60, tasks });
  const demand = minutes(Array.from({ length: 64 }, (_, minute) => (minute === 3 ? 8 : 4)));
  const web = contender({ label: 'web', running: minutes(Array(64).fill(4)) });
  const span = { fromMs: 0, toMs: 64 * 60_000 };

  it('mark where it was short, with colour and without', () => {
    expect(barLines({ demand, contenders: [web], span }, plainText)).toEqual([
      `load  ▄▄▄█${'▄'.repeat(60)}  full height: 8.00 tasks`,
      `web   ${'▄'.repeat(64)}`,
      '         ^',
    ]);
    const [, coloured] = barLines({ demand, contenders: [web], span }, painter(true));
    expect(coloured).toContain('\u001b[31m▄\u001b[39m');
  });

  it('leave blank what is not known', () => {
    const late = contender({ label: 'web', running: { ...minutes([4, 4]), startMs: 60_000 } });
    expect(barLines({ demand, contenders: [late], span }, plainText)[1]).toBe('web    ▄▄');
  });
});
