import { expect, test } from 'vitest';
import { alertIdOf } from '#lib/alerts/alert-id.ts';

const alert = { code: 'at-ceiling', service: '1/eu/shop/web', group: null } as const;

test('an id is the same on every tick, and safe in a URL and a shell', () => {
  expect(alertIdOf(alert)).toBe(alertIdOf({ ...alert }));
  expect(alertIdOf({ ...alert, service: "a b'`$(rm)/é" })).toMatch(/^at-ceiling-[0-9a-f]{10}$/);
});

test.each([
  { what: 'another code', other: { ...alert, code: 'no-data' } as const },
  { what: 'another service', other: { ...alert, service: '1/eu/shop/api' } },
  { what: 'a group', other: { ...alert, service: null, group: '1/eu/shop/web' } },
  { what: 'the fleet', other: { ...alert, service: null } },
])('$what has another', ({ other }) => {
  expect(alertIdOf(other)).not.toBe(alertIdOf(alert));
});
