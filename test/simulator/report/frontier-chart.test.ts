import { describe, expect, it } from 'vitest';
import { frontierChart } from '#simulator/report/charts/frontier-chart.ts';
import { contender } from './sample.ts';

const subject = {
  ...contender({ label: 'Ours', violatedPct: 1, taskHours: 100 }),
  role: 'subject' as const,
  frontier: [
    { knob: 40, violatedPct: 0, taskHours: 150 },
    { knob: 60, violatedPct: 1, taskHours: 100 },
  ],
};

describe('the frontier chart', () => {
  it('has a dot with words for each turn, and a big one for where it stood', () => {
    const { source } = frontierChart([subject]);
    expect(source).toContain('<title>Ours at 40: 0 % violated, 150 task-hours</title>');
    expect(source).toContain('<title>Ours: 1.00 % violated, 100 task-hours</title>');
    expect(source.match(/class="dot /g)).toHaveLength(2);
    expect(source.match(/class="stand /g)).toHaveLength(1);
  });

  it('what costs many times as much is named at the edge, and presses nobody together', () => {
    const dear = {
      ...contender({ label: 'Dear', taskHours: 5000 }),
      frontier: [{ knob: 1, violatedPct: 0, taskHours: 9000 }],
    };
    const { source } = frontierChart([subject, dear]);
    expect(source).toContain('Dear, 5,000 →');
    expect(source).not.toContain('Dear at 1:');
    const axis = source.slice(source.indexOf('x-marks'), source.indexOf('x-title'));
    expect(axis).not.toMatch(/>\d,\d{3}</);
  });

  it('has a place for those that cost nothing and never failed', () => {
    expect(frontierChart([contender({ label: 'Idle' })]).source).not.toContain('NaN');
    expect(frontierChart([]).source).toBe('');
  });
});
