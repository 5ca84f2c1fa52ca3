import { describe, expect, it } from 'vitest';
import { friendlyMessage } from '#cli/friendly-error.ts';

const named = (name: string, message: string) => Object.assign(new Error(message), { name });
const coded = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

const local = { AWS_ENDPOINT_URL: 'http://localhost:4566' };

describe('an error says what it means, and what AWS said underneath', () => {
  it.each([
    {
      error: named('CredentialsProviderError', 'none'),
      meaning: /^no AWS credentials were found; /,
    },
    { error: new Error('Region is missing'), meaning: /^no AWS region is set; pass --region/ },
    { error: named('ExpiredTokenException', 'x'), meaning: /^the AWS credentials have expired/ },
    { error: named('UnrecognizedClientException', 'x'), meaning: /^AWS does not accept these/ },
    { error: named('AccessDeniedException', 'x'), meaning: /^these credentials may not do that/ },
    { error: named('ResourceNotFoundException', 'x'), meaning: /^there is no such table here/ },
    { error: coded('ENOTFOUND'), meaning: /^AWS cannot be reached; check the network/ },
    {
      error: coded('ECONNREFUSED'),
      env: local,
      meaning: /^nothing answers at http:\/\/localhost:4566, where AWS_ENDPOINT_URL points/,
    },
    {
      error: named('TimeoutError', 'slow'),
      env: local,
      meaning: /^no answer in time: nothing answers at http:\/\/localhost:4566/,
    },
  ])('$error.message $error.name', ({ error, env = {}, meaning }) => {
    const wrapped = new Error('DynamoDB DescribeTable t', { cause: new AggregateError([error]) });
    expect(friendlyMessage(wrapped, env)).toMatch(meaning);
    expect(friendlyMessage(wrapped, env)).toContain('\n  (DynamoDB DescribeTable t)');
  });

  it('what is not known is told as it is', () => {
    expect(friendlyMessage(new Error('odd'), {})).toBe('odd');
    expect(friendlyMessage('thrown text', {})).toBe('thrown text');
  });

  it('an error that causes itself is no trap', () => {
    const error = new Error('round');
    error.cause = error;
    expect(friendlyMessage(error, {})).toBe('round');
  });
});
