import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { fleetOf } from './support.ts';

const scalar = fc.oneof(
  fc.constantFrom(null, true, 'cpu', '5m', '10%', 'act', 'constructor', '__proto__', -1, 0, 1.5),
  fc.string(),
  fc.double(),
);

/** Known keys, so that the shape is often nearly right, with anything beneath them. */
const key = fc.oneof(
  fc.constantFrom('defaults', 'policies', 'services', 'groups', 'signals', 'rules', 'kind'),
  fc.constantFrom('schedules', 'when', 'except', 'holidays', 'challenger', 'breakers', 'trip'),
  fc.constantFrom('missing', 'formula', 'parts', 'blastGuard', 'collapse', 'timeZone', 'cron'),
  fc.constantFrom('cluster', 'name', 'min', 'max', 'policy', 'limits', 'cooldown', 'out', 'in'),
  fc.string(),
);

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
  ),
}));

const isAnswer = (yaml: string): void => {
  const parsed = parseFleet(yaml, defaultParameters);
  if (parsed.kind === 'valid') return;
  expect(parsed.problems.length).toBeGreaterThan(0);
  for (const { path, value, message } of parsed.problems) {
    expect(path).not.toBe('');
    expect(value.length).toBeLessThan(200);
    expect(message).toMatch(/^(must|is|are|has|cannot|holds|nests|more) /);
  }
};

describe('whatever comes in, there is an answer and never an exception', () => {
  it('for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), isAnswer), { numRuns: 500 });
  });

  it('for any text made of what YAML is made of', () => {
    const unit = fc.constantFrom(...'{}[]:,-?&*!|>%@`"\'#\n\t ~<a1.', '\u0000', '\r\n', '---\n');
    fc.assert(fc.property(fc.string({ unit, maxLength: 60 }), isAnswer), { numRuns: 1000 });
  });

  it('for any data under the keys that a fleet file has', () => {
    const yaml = fc.dictionary(key, tree).map((file) => JSON.stringify(file));
    fc.assert(fc.property(yaml, isAnswer), { numRuns: 1000 });
  });

  it.each([
    { name: 'a file that contains itself', yaml: 'policies: &p { web: *p }' },
    { name: 'a key that is a list', yaml: '? [services]\n: 1' },
    { name: 'a key of the prototype', yaml: '__proto__: { services: 1 }' },
    { name: 'a policy of the prototype', yaml: 'policies: { __proto__: { min: 1 } }' },
  ])('$name is refused', ({ yaml }) => {
    expect(parseFleet(yaml, defaultParameters).kind).toBe('invalid');
    isAnswer(yaml);
  });
});

describe('an empty fleet is valid', () => {
  it.each(['', '\n', '# nothing yet\n', '---\n', '{}', 'null'])('%j', (yaml) => {
    expect(fleetOf(yaml).services).toEqual([]);
  });
});

describe('aliases', () => {
  it('may be used to say the same thing twice', () => {
    const fleet = fleetOf(
      'policies: { web: { rules: &cpu [{ kind: track, signal: cpu, target: 50 }] }, api: { rules: *cpu } }',
    );
    expect(fleet.policies['api']?.settings.rules).toEqual(fleet.policies['web']?.settings.rules);
  });
});

describe('a night at zero is fine', () => {
  const night = 'name: night, timeZone: UTC, when: { from: "22:00", to: "06:00" }, max: 0';

  it.each([
    { where: 'the minimum ends it', settings: `min: 1, schedules: [{ ${night}, min: 0 }]` },
    {
      where: 'another schedule ends it',
      settings: `min: 0, schedules: [{ ${night} }, { name: day, timeZone: UTC, when: { from: "06:00", to: "22:00" }, min: 2, max: 9 }]`,
    },
    {
      where: 'a queue can wake it',
      settings: `min: 0, schedules: [{ ${night} }], rules: [{ kind: backlog, perTask: 5 }], queue: "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs"`,
    },
  ])('where $where', ({ settings }) => {
    expect(fleetOf(`services: [{ cluster: shop, name: web, ${settings} }]`).services).toHaveLength(
      1,
    );
  });
});
