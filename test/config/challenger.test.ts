import { describe, expect, it } from 'vitest';
import { fleetOf, policyOf } from './support.ts';

const fleet = fleetOf(`
defaults: { policy: steady, priority: 70 }
policies:
  steady: { max: 20, rules: [{ kind: track, signal: cpu, target: 50 }], challenger: bold }
  bold: { max: 30, rules: [{ kind: track, signal: memory, target: 80 }] }
services:
  - { cluster: shop, name: web, min: 3 }
  - { cluster: shop, name: own, max: 12 }
`);

describe('a challenger', () => {
  it('is the same service under another policy', () => {
    const { challenger } = policyOf(fleet);
    expect(challenger).toMatchObject({
      max: 30,
      min: 3,
      priority: 70,
      rules: [{ signal: 'memory', target: 80 }],
      signals: { memory: { kind: 'memory' } },
    });
  });

  it('leaves the champion alone', () => {
    const { max, rules } = policyOf(fleet);
    expect({ max, rules }).toMatchObject({ max: 20, rules: [{ signal: 'cpu' }] });
  });

  it('has no challenger itself', () => {
    expect(policyOf(fleet).challenger?.challenger).toBeNull();
  });

  it("gives way to what the service's own entry says, as its policy does", () => {
    const own = { account: '123456789012', region: 'us-east-1', cluster: 'shop', name: 'own' };
    expect(policyOf(fleet, {}, own).challenger?.max).toBe(12);
  });

  it('may be named where the champion is no named policy at all', () => {
    const alone = fleetOf('policies: { bold: { max: 30 } }\ndefaults: { challenger: bold }');
    expect(policyOf(alone)).toMatchObject({ max: 10, challenger: { max: 30 } });
  });

  it('may have rules that the target tag cannot tune', () => {
    const { rules, challenger } = policyOf(fleet, { 'flyball:target': '45' });
    expect([rules[0], challenger?.rules[0]]).toMatchObject([{ target: 45 }, { target: 80 }]);
  });
});
