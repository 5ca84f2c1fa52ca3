import { expect, test } from 'vitest';
import { secretReplacer, withoutSecrets } from '#lib/redact.ts';

test.each([
  ['Authorization: Bearer abc.def-123456', 'Authorization: Bearer ***'],
  ['authorization: Basic dXNlcjpwYXNz', 'authorization: Basic ***'],
  ['{"Authorization":"s3cr3t-value"}', '{"Authorization":"***"}'],
  [
    'Credential=AKIAIOSFODNN7EXAMPLE/20260105, Signature=0123456789abcdef',
    'Credential=***/20260105, Signature=***',
  ],
  [
    'https://user:hunter2@sqs.eu-west-1.amazonaws.com/1/q',
    'https://***@sqs.eu-west-1.amazonaws.com/1/q',
  ],
  ['?X-Amz-Security-Token=IQoJb3JpZ2luX2Vj&x=1', '?X-Amz-Security-Token=***&x=1'],
  ['aws_secret_access_key = wJalrXUtnFEMI/K7MDENG', 'aws_secret_access_key = ***'],
  ['password=hunter2; retry', 'password=***; retry'],
  ['password=local-and-secret', 'password=***'],
  ['password=locally', 'password=***'],
  ['token eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl', 'token ***'],
])('%s', (text, clean) => {
  expect(withoutSecrets(text)).toBe(clean);
});

test.each([
  'Scale out from 4 to 6: track cpu: cpu 81 over 4 tasks, target 60 needs 5.4, so 6 tasks.',
  'https://sqs.eu-west-1.amazonaws.com/123456789012/jobs',
  'arn:aws:sns:us-east-1:123456789012:flyball',
  'at-ceiling-0c4e1b22d9',
  'export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local\n',
  'the tokens of a bucket come back at 5 a second',
])('%s is left as it is', (text) => {
  expect(withoutSecrets(text)).toBe(text);
});

test('a value is hidden by its name alone', () => {
  expect(JSON.stringify({ password: 'x', name: 'y', n: 1 }, secretReplacer)).toBe(
    '{"password":"***","name":"y","n":1}',
  );
});

test('a long hostile text takes no time worth naming', () => {
  const text = `token=${'"\\'.repeat(50_000)}${'a'.repeat(100_000)}://${'b'.repeat(100_000)}`;
  expect(withoutSecrets(text).length).toBeGreaterThan(0);
});
