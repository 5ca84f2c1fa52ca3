import { describe, expect, it } from 'vitest';
import { fleetOf, policyOf, problemsOf } from './support.ts';

const fleet = fleetOf(`
groups: { pool: { maxTasks: 20 } }
policies:
  web: { rules: [{ kind: track, signal: cpu, target: 70 }] }
  worker: { rules: [{ kind: backlog, perTask: 50 }] }
`);

describe('tags tune a service', () => {
  it.each([
    { tags: { min: '2' }, expected: { min: 2 } },
    { tags: { max: '20' }, expected: { max: 20 } },
    { tags: { mode: 'act' }, expected: { mode: 'act' } },
    { tags: { group: 'pool' }, expected: { group: 'pool' } },
    { tags: { priority: '90' }, expected: { priority: 90 } },
    { tags: { vcpu: '0.5' }, expected: { vcpu: 0.5 } },
    { tags: { challenger: 'web' }, expected: { challenger: { rules: [{ target: 70 }] } } },
    { tags: { challenger: 'false' }, expected: { challenger: null } },
    {
      tags: { challenger: 'web', target: '45' },
      expected: { rules: [{ target: 45 }], challenger: { rules: [{ target: 45 }] } },
    },
    { tags: { target: '45' }, expected: { rules: [{ signal: 'cpu', target: 45 }] } },
    { tags: { policy: 'web', target: '45' }, expected: { rules: [{ target: 45 }] } },
    {
      tags: { policy: 'worker', queue: 'https://sqs.test/1/jobs' },
      expected: {
        signals: { queueDepth: { kind: 'queueDepth', queueUrl: 'https://sqs.test/1/jobs' } },
      },
    },
  ])('$tags', ({ tags, expected }) => {
    const prefixed = Object.entries(tags).map(([key, value]) => [`flyball:${key}`, value]);
    expect(policyOf(fleet, Object.fromEntries(prefixed))).toMatchObject(expected);
  });

  it("others' tags mean nothing", () => {
    expect(policyOf(fleet, { min: '9', 'other:min': '9' }).min).toBe(1);
  });
});

describe('a bad tag is a problem of that service, told by the tag', () => {
  it.each([
    {
      tags: { 'flyball:min': 'two' },
      problems: [
        'tag flyball:min: two: must be a whole number of tasks from 0 to 5000; write a plain number such as 1',
      ],
    },
    {
      tags: { 'flyball:max': '5001', 'flyball:mode': 'on' },
      problems: [
        'tag flyball:max: 5001: must be a whole number of tasks from 1 to 5000; lower it to 5000 or less',
        'tag flyball:mode: on: must be observe or act; write one of them',
      ],
    },
    {
      tags: { 'flyball:mni': '1' },
      problems: ['tag flyball:mni: 1: is not a key of the flyball: tags; did you mean min?'],
    },
    {
      tags: { 'flyball:min': '11' },
      problems: [
        'tag flyball:min: 11: is above max 10 (stack parameter DefaultMax); lower min to 10, or raise max to 11',
      ],
    },
    {
      tags: { 'flyball:policy': 'wb' },
      problems: ['tag flyball:policy: wb: is not a policy of this fleet; did you mean web?'],
    },
    {
      tags: { 'flyball:group': 'poll' },
      problems: ['tag flyball:group: poll: is not a group of this fleet; did you mean pool?'],
    },
    {
      tags: { 'flyball:policy': 'worker' },
      problems: [
        "tag flyball:queue: (missing): is needed by the rule 'backlog queueDepth'; give the URL of the queue to read",
      ],
    },
    {
      tags: {
        'flyball:policy': 'worker',
        'flyball:queue': 'https://sqs.test/1/jobs',
        'flyball:target': '50',
      },
      problems: [
        'tag flyball:target: 50: has no rule to tune, since none tracks cpu here; remove the tag',
      ],
    },
    {
      tags: { 'flyball:challenger': 'wb' },
      problems: ['tag flyball:challenger: wb: is not a policy of this fleet; did you mean web?'],
    },
    {
      tags: { 'flyball:vcpu': 'half' },
      problems: [
        'tag flyball:vcpu: half: must be a number of vCPU from 0.01 to 192; write a plain number such as 1',
      ],
    },
    {
      tags: { 'flyball:target': '0' },
      problems: [
        'tag flyball:target: 0: must be a number of percent of CPU from 1 to 100; raise it to 1 or more',
      ],
    },
  ])('$tags', ({ tags, problems }) => {
    expect(problemsOf(fleet, tags)).toEqual(problems);
  });

  it('the rest of the fleet is untouched', () => {
    expect(problemsOf(fleet, { 'flyball:min': 'two' })).not.toEqual([]);
    expect(problemsOf(fleet, {})).toEqual([]);
  });
});
