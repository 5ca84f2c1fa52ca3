import { describe, expect, it } from 'vitest';
import { fleetOf, policyOf, unsaid } from './support.ts';

const ruleOf = (rule: string) => {
  const queue = 'queue: https://sqs.test/1/jobs';
  return policyOf(
    fleetOf(`services: [{ cluster: shop, name: web, ${queue}, rules: [{ ${rule} }] }]`),
  ).rules[0];
};

const track = 'kind: track, signal: cpu, target: 60';

describe('missing data', () => {
  it.each([
    { text: 'hold', out: { kind: 'hold' }, in: { kind: 'hold' } },
    { text: 'ignore', out: { kind: 'ignore' }, in: { kind: 'ignore' } },
    { text: 'zero', out: { kind: 'zero' }, in: { kind: 'zero' } },
    {
      text: '{ last: 5m }',
      out: { kind: 'last', seconds: 300 },
      in: { kind: 'last', seconds: 300 },
    },
    {
      text: '{ fallback: 4 }',
      out: { kind: 'fallback', tasks: 4 },
      in: { kind: 'fallback', tasks: 4 },
    },
    { text: '{ out: { fallback: 4 } }', out: { kind: 'fallback', tasks: 4 }, in: { kind: 'hold' } },
    { text: '{ in: { last: 2m } }', out: { kind: 'ignore' }, in: { kind: 'last', seconds: 120 } },
    { text: '{ out: zero, in: ignore }', out: { kind: 'zero' }, in: { kind: 'ignore' } },
  ])('$text', ({ text, ...expected }) => {
    expect(ruleOf(`${track}, missing: ${text}`)?.missing).toEqual(expected);
  });
});

describe('what every rule may say', () => {
  it.each([
    { text: 'urgency: { high: 2 }', expected: { urgencyRatios: { medium: 1.2, high: 2 } } },
    {
      text: 'urgency: { medium: 1, high: 1 }',
      expected: { urgencyRatios: { medium: 1, high: 1 } },
    },
    { text: 'activation: 5', expected: { activation: 5 } },
    { text: 'activation: 0', expected: { activation: 0 } },
    { text: 'name: the processor', expected: { name: 'the processor' } },
  ])('$text', ({ text, expected }) => {
    expect(ruleOf(`${track}, ${text}`)).toMatchObject(expected);
    expect(ruleOf(`kind: backlog, perTask: 50, ${text}`)).toMatchObject(expected);
  });
});

describe('a load score', () => {
  it('has parts that weigh alike and are idle at nothing unless said', () => {
    expect(ruleOf('kind: load, parts: [{ signal: cpu, full: 90 }]')).toEqual({
      ...unsaid,
      kind: 'load',
      name: 'load',
      signal: 'cpu',
      parts: [{ signal: 'cpu', weight: 1, idle: 0, full: 90 }],
      outAbove: 0.7,
      inBelow: 0.3,
      inAfterSeconds: 300,
      gate: null,
      add: 2,
      remove: 2,
    });
  });

  it('may wait for a gate', () => {
    const gate = 'gate: { signal: latency, above: 300 }';
    const rule = ruleOf(
      `kind: load, parts: [{ signal: errors, weight: 2, idle: 0.01, full: 0.1 }, { signal: cpu, full: 90 }], out: 0.8, in: 0.2, inAfter: 10m, add: 3, remove: 1, ${gate}`,
    );
    expect(rule).toMatchObject({
      signal: 'errors',
      outAbove: 0.8,
      inBelow: 0.2,
      inAfterSeconds: 600,
      gate: { signal: 'latency', above: 300 },
      add: 3,
      remove: 1,
    });
  });

  it('reads its gate and every part', () => {
    const fleet = fleetOf(
      'defaults: { rules: [{ kind: load, parts: [{ signal: cpu, full: 90 }, { signal: errors, full: 0.1 }], gate: { signal: latency, above: 300 } }] }',
    );
    expect(Object.keys(policyOf(fleet).signals)).toEqual(['cpu', 'errors', 'latency']);
  });
});

describe('a surge', () => {
  const surge = 'kind: surge, signal: requests, factor: 2, within: 5m, atLeast: 100';

  it.each([
    { text: 'add: 4', adjust: { kind: 'add', tasks: 4 } },
    { text: 'times: 1.5', adjust: { kind: 'times', factor: 1.5 } },
  ])('answers with $text', ({ text, adjust }) => {
    expect(ruleOf(`${surge}, ${text}`)).toEqual({
      ...unsaid,
      kind: 'surge',
      name: 'surge requests',
      signal: 'requests',
      factor: 2,
      withinSeconds: 300,
      atLeast: 100,
      adjust,
    });
  });
});

describe('an assurance', () => {
  it('is a limit, and a promise that has a default', () => {
    expect(ruleOf('kind: assure, signal: cpu, limit: 90')).toEqual({
      ...unsaid,
      kind: 'assure',
      name: 'assure cpu',
      signal: 'cpu',
      limit: 90,
      riskRatio: 0.005,
      leadSeconds: 120,
      unlearntFactor: 1.5,
      saturation: { at: 97, factor: 1.5 },
    });
  });

  it.each([
    { text: 'signal: requests, limit: 900', saturation: null },
    { text: 'signal: cpu, limit: 98', saturation: null },
    { text: 'signal: cpu, limit: 80, saturation: false', saturation: null },
    {
      text: 'signal: cpu, limit: 80, saturation: { at: 90, factor: 2 }',
      saturation: { at: 90, factor: 2 },
    },
  ])('hides demand only where its signal does: $text', ({ text, saturation }) => {
    expect(ruleOf(`kind: assure, ${text}`)).toMatchObject({ saturation });
  });
});

describe('a forecast', () => {
  it('is a target, and looks as far as tasks need to start', () => {
    expect(ruleOf('kind: forecast, signal: requests, target: 900')).toEqual({
      ...unsaid,
      kind: 'forecast',
      name: 'forecast requests',
      signal: 'requests',
      target: 900,
      level: 0.95,
      leadSeconds: 150,
      holdSeconds: 1800,
      mostErrorRatio: 0.15,
      highestMultiple: 3,
    });
  });

  it('may ask for more sureness and more accuracy', () => {
    const rule = ruleOf('kind: forecast, signal: cpu, target: 60, level: 99.5%, accuracy: 90%');
    expect(rule).toMatchObject({ level: 0.995, mostErrorRatio: 0.1 });
  });
});

describe('a ladder', () => {
  it.each([
    { text: '', evaluate: { breaching: 1, of: 1 } },
    { text: ', evaluate: { breaching: 2, of: 3 }', evaluate: { breaching: 2, of: 3 } },
  ])('looks at the last points: "$text"', ({ text, evaluate }) => {
    const steps = 'kind: step, signal: cpu, steps: [{ from: 80, add: 1 }]';
    expect(ruleOf(`${steps}${text}`)).toMatchObject({ evaluate });
  });
});
