import { describe, expect, test } from 'vitest';
import { runComparison } from '#simulator/comparison/run-comparison.ts';
import { comparisonOf, hours } from './field.ts';

const result = runComparison(comparisonOf({ values: hours(4) }));
const { comparison } = result;

describe('what is told', () => {
  test('everyone who can carry requests, Flyball first', () => {
    expect(comparison.scalers.map(({ name }) => name)).toEqual([
      'flyball',
      'aas-60',
      'aas-20',
      'aas-step',
      'aas-predictive',
      'hpa',
      'knative',
      'static-peak',
      'static-mean',
      'oracle',
    ]);
  });

  test('KEDA too where there is a queue', () => {
    const { scalers } = runComparison(comparisonOf({ values: hours(3), work: 'jobs' })).comparison;
    expect(scalers.map(({ name }) => name)).toContain('keda');
  });

  test('the scores that are promised, and no others', () => {
    for (const score of comparison.scalers) {
      expect(Object.keys(score)).toEqual([
        'name',
        'settings',
        'violatedPct',
        'taskHours',
        'dollars',
        'thetaU',
        'thetaO',
        'tauU',
        'tauO',
        'instability',
        'scaleOuts',
        'scaleIns',
        'reactionSeconds',
        'readDollars',
      ]);
    }
  });

  test('the frontier goes from 40 to 90 % and is where the scores are at the usual target', () => {
    const ours = comparison.frontier.filter(({ name }) => name === 'hpa');
    expect(ours.map(({ knob }) => knob)).toEqual([40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90]);
    const { violatedPct, taskHours } = comparison.scalers.find(({ name }) => name === 'hpa') ?? {};
    expect(ours.find(({ knob }) => knob === 60)).toMatchObject({ violatedPct, taskHours });
  });

  test('demand and every course have a value for each minute', () => {
    expect(result.demand.tasks).toHaveLength(240);
    for (const { running } of result.courses) expect(running).toHaveLength(240);
  });
});

test('a higher target costs no more task-hours', () => {
  for (const name of ['aas-60', 'aas-20', 'hpa', 'knative', 'static-peak']) {
    const spent = comparison.frontier
      .filter((point) => point.name === name)
      .map(({ taskHours }) => taskHours);
    expect(spent.at(-1), name).toBeLessThan(spent[0] ?? 0);
  }
});

test('the same setup gives the same bytes', () => {
  const again = runComparison(comparisonOf({ values: hours(4) }));
  expect(JSON.stringify(again)).toBe(JSON.stringify(result));
});
