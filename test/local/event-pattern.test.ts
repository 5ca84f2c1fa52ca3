import { expect, test } from 'vitest';
import { matches } from '#local/event-pattern.ts';

const event = {
  source: 'aws.ecs',
  'detail-type': 'ECS Service Action',
  detail: { eventName: 'SERVICE_TASK_START_IMPAIRED', requestParameters: null },
};

const cases: readonly { rule: string; pattern: object; is: boolean }[] = [
  {
    rule: 'a value that is one of those named',
    pattern: { source: ['aws.ec2', 'aws.ecs'] },
    is: true,
  },
  { rule: 'a value that is none of them', pattern: { source: ['aws.ec2'] }, is: false },
  { rule: 'only one of two fields', pattern: { source: ['aws.ecs'], account: ['1'] }, is: false },
  {
    rule: 'a value within',
    pattern: { detail: { eventName: ['SERVICE_TASK_START_IMPAIRED'] } },
    is: true,
  },
  {
    rule: 'anything but others',
    pattern: { detail: { eventName: [{ 'anything-but': ['SERVICE_STEADY_STATE'] }] } },
    is: true,
  },
  {
    rule: 'anything but itself',
    pattern: { detail: { eventName: [{ 'anything-but': ['SERVICE_TASK_START_IMPAIRED'] }] } },
    is: false,
  },
  {
    rule: 'a field that is not there and must not be',
    pattern: { detail: { errorCode: [{ exists: false }] } },
    is: true,
  },
  {
    rule: 'a field that is not there and must be anything',
    pattern: { detail: { errorCode: [{ 'anything-but': ['a'] }] } },
    is: false,
  },
  {
    rule: 'a field within nothing',
    pattern: { detail: { requestParameters: { cluster: ['a'] } } },
    is: false,
  },
];

test.each(cases)('$rule: $is', ({ pattern, is }) => {
  expect(matches(pattern, event)).toBe(is);
});
