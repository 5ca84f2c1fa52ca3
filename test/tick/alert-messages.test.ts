/** What a message about an alert tells people to type. */
import { expect, it } from 'vitest';
import { alertMessages } from '#lib/tick/alert-messages.ts';
import { home, startMs } from './support.ts';

const homeKey = `${home.account}/${home.region}`;

const closerLook = (service: string): string | undefined => {
  const alert = {
    code: 'service-failed',
    severity: 'error',
    service,
    group: null,
    message: 'it failed',
    openedAtMs: startMs,
    ticks: 1,
    toldAtMs: null,
    resolution: null,
  } as const;
  const [message] = alertMessages([{ news: 'opened', alert }], home);
  return message?.notification.text.split('\n').find((line) => line.startsWith('Look closer'));
};

it.each([
  ['of a service at home has its name', `${homeKey}/shop/web`, ' shop/web'],
  [
    'of a service elsewhere has all four parts, or it would be about another one',
    '222222222222/eu-west-1/shop/web',
    ' 222222222222/eu-west-1/shop/web',
  ],
])('%s', (_, service, name) => {
  expect(closerLook(service)).toBe(`Look closer: flyball doctor${name}; flyball history${name}`);
});

it.each(['home 222222222222/eu-west-1', 'ledger'])(
  'of %s, which is no service, has no name',
  (subject) => {
    expect(closerLook(subject)).toBe('Look closer: flyball doctor');
  },
);
