import { describe, expect, it } from 'vitest';
import { resolveSchedules } from '#config/resolve.ts';
import { fleetOf, home, policyOf, unsaid, web } from './support.ts';

const fileWith = ({ defaults = '', policy = '', service = '' }) => `
defaults: { policy: base${defaults} }
policies: { base: { priority: 50${policy} } }
services: [{ cluster: shop, name: web${service} }]
`;

describe('the layer closest to the service wins', () => {
  const below = { parameters: { DefaultMax: 11 }, file: {}, tags: {} };
  const withDefaults = { ...below, file: { defaults: ', max: 12' } };
  const withPolicy = { ...below, file: { ...withDefaults.file, policy: ', max: 13' } };
  const withService = { ...below, file: { ...withPolicy.file, service: ', max: 14' } };
  const withTag = { ...withService, tags: { 'flyball:max': '15' } };

  it.each([
    { layer: 'the stack parameter', ...below, max: 11 },
    { layer: 'the fleet defaults', ...withDefaults, max: 12 },
    { layer: 'the policy', ...withPolicy, max: 13 },
    { layer: 'the service entry', ...withService, max: 14 },
    { layer: 'the tag', ...withTag, max: 15 },
  ])('$layer says $max', ({ parameters, file, tags, max }) => {
    expect(policyOf(fleetOf(fileWith(file), parameters), tags).max).toBe(max);
  });
});

describe('what a layer leaves out comes from below', () => {
  it.each([
    {
      name: 'one direction of the tolerance',
      service: ', tolerance: { in: 30% }',
      expected: { toleranceRatio: { out: 0.1, in: 0.3 } },
    },
    {
      name: 'one window',
      service: ', stabilize: { out: 2m }',
      expected: { stabilizeSeconds: { out: 120, in: 240 } },
    },
    {
      name: 'one urgency of one direction of the cooldown',
      service: ', cooldown: { in: { high: 30s } }',
      expected: {
        cooldownSeconds: {
          out: { low: 300, medium: 180, high: 60 },
          in: { low: 60, medium: 60, high: 30 },
        },
      },
    },
    {
      name: 'one direction of the cooldown, over both',
      service: ', cooldown: { low: 10m, out: { low: 20m } }',
      expected: {
        cooldownSeconds: {
          out: { low: 1200, medium: 180, high: 60 },
          in: { low: 600, medium: 60, high: 60 },
        },
      },
    },
    {
      name: 'the limits of the other direction',
      service: ', limits: { out: { policies: [{ tasks: 4, per: 1m }] } }',
      expected: {
        limits: {
          out: { select: 'max', policies: [{ kind: 'tasks', amount: 4, perSeconds: 60 }] },
          in: {
            select: 'max',
            policies: [
              { kind: 'percent', amount: 20, perSeconds: 60 },
              { kind: 'tasks', amount: 1, perSeconds: 60 },
            ],
          },
        },
      },
    },
  ])('$name', ({ service, expected }) => {
    expect(policyOf(fleetOf(fileWith({ service })))).toMatchObject(expected);
  });

  it('rules are replaced as a whole', () => {
    const service = ', rules: [{ kind: track, signal: memory, target: 80 }]';
    const { rules, signals } = policyOf(fleetOf(fileWith({ service })));
    expect(rules).toEqual([
      {
        ...unsaid,
        kind: 'track',
        name: 'track memory',
        signal: 'memory',
        target: 80,
        saturation: null,
        trend: { overSeconds: 240, leadSeconds: 140 },
        steady: true,
      },
    ]);
    expect(signals).toEqual({ memory: { kind: 'memory' } });
  });
});

describe('what is replaced as a whole', () => {
  it.each([
    {
      setting: 'breakers',
      policy: ', breakers: [{ trip: actuation, failures: 9 }]',
      service: ', breakers: []',
      expected: { breakers: [] },
    },
    {
      setting: 'the collapse guard',
      policy: ', collapse: { to: 20%, within: 2m, hold: 4m }',
      service: ', collapse: false',
      expected: { collapse: null },
    },
    {
      setting: 'the challenger',
      policy: ', challenger: other',
      service: ', challenger: false',
      expected: { challenger: null },
    },
    { setting: 'vcpu', policy: ', vcpu: 2', service: ', vcpu: 0.25', expected: { vcpu: 0.25 } },
  ])('$setting', ({ policy, service, expected }) => {
    const file = fileWith({ policy, service }).replace('policies: {', 'policies: { other: {},');
    expect(policyOf(fleetOf(file))).toMatchObject(expected);
  });

  it('schedules', () => {
    const night = '{ name: night, timeZone: UTC, when: { from: "22:00", to: "06:00" }, min: 0 }';
    const day = night.replace('night', 'day');
    const fleet = fleetOf(
      fileWith({ policy: `, schedules: [${night}]`, service: `, schedules: [${day}]` }),
    );
    expect(resolveSchedules(fleet, home, web, {}).map(({ name }) => name)).toEqual(['day']);
  });
});

describe('which policy applies', () => {
  const file = `
defaults: { policy: base }
policies: { base: { max: 3 }, big: { max: 30 } }
services: [{ cluster: shop, name: web, policy: big }]
`;

  it("the service's own ahead of the default", () => {
    expect(policyOf(fleetOf(file)).max).toBe(30);
  });

  it("the tag's ahead of the service's own", () => {
    expect(policyOf(fleetOf(file), { 'flyball:policy': 'base' }).max).toBe(3);
  });

  it('the default one for a service that is not listed', () => {
    const other = { account: '1', region: 'r', cluster: 'shop', name: 'other' };
    expect(policyOf(fleetOf(file), {}, other).max).toBe(3);
  });
});
