import { expect, test } from 'vitest';
import { resolveIn } from '#local/stack/intrinsics.ts';

const resolve = resolveIn({
  ref: (name) => `ref ${name}`,
  attribute: (resource, attribute) => `${attribute} of ${resource}`,
});

test.each([
  { name: 'Ref', value: { Ref: 'Table' }, expected: 'ref Table' },
  { name: 'GetAtt', value: { 'Fn::GetAtt': ['Table', 'Arn'] }, expected: 'Arn of Table' },
  { name: 'Join', value: { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] }, expected: 'a-ref B-3' },
  {
    name: 'Split and Select',
    value: { 'Fn::Select': [1, { 'Fn::Split': ['(', 'rate(5'] }] },
    expected: '5',
  },
  {
    name: 'Sub',
    value: { 'Fn::Sub': ['x', '{A}y', '{B.Arn}'].join('$') },
    expected: 'xref AyArn of B',
  },
  { name: 'depth', value: [{ a: { Ref: 'B' } }], expected: [{ a: 'ref B' }] },
  {
    name: 'an object of one key that is no function',
    value: { Name: 'x' },
    expected: { Name: 'x' },
  },
  { name: 'plain values', value: [1, null, true, 'x'], expected: [1, null, true, 'x'] },
])('$name is carried out', ({ value, expected }) => {
  expect(resolve(value)).toEqual(expected);
});

test('a function that is not known is an error, not a guess', () => {
  expect(() => resolve({ 'Fn::If': [] })).toThrow('cannot carry out Fn::If');
});

test('selecting what is not there says so', () => {
  expect(() => resolve({ 'Fn::Select': [2, ['a']] })).toThrow('takes element 2 of only 1');
});
