import { expect, test } from 'vitest';
import { quotaFindings } from '#lib/doctor/quotas.ts';

test.each([
  { services: 10, kinds: ['fine', 'fine'] },
  { services: 350, kinds: ['fine', 'fine'] },
  { services: 351, kinds: ['fine', 'note'] },
  { services: 7_000, kinds: ['fine', 'note'] },
  { services: 7_010, kinds: ['wrong', 'note'] },
])('$services services a minute: $kinds', ({ services, kinds }) => {
  const findings = quotaFindings({ services, metrics: 2 * services, intervalSeconds: 60 });
  expect(findings.map(({ kind }) => kind)).toEqual(kinds);
});

test('metrics can be what does not fit', () => {
  const [reading] = quotaFindings({ services: 10, metrics: 2_000_000, intervalSeconds: 60 });
  expect(reading).toMatchObject({ kind: 'wrong' });
});
