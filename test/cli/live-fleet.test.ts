import { describe, expect, it } from 'vitest';
import type { MemoryWorld } from '#adapters/memory/world.ts';
import { createMemoryOperatorPorts, createMemoryPorts } from '#adapters/memory.ts';
import { defaultParameters, variablesOf } from '#config/parameter-values.ts';
import type { ParameterValues } from '#config/parameters.ts';
import { home, startMs, worldOf } from '../tick/support.ts';
import { run } from './support.ts';

const deployed = (
  fleetYaml: string | null,
  parameters: Partial<ParameterValues> = {},
): MemoryWorld => {
  const aws = worldOf([{ name: 'web', desired: 4, cpu: 80 }]);
  aws.deployments.push({
    seenMs: startMs,
    fleetYaml,
    parameters: variablesOf({ ...defaultParameters, ...parameters }),
  });
  return aws;
};

const explain = (setting: Parameters<typeof run>[1], options = '') =>
  run(`explain prod/web --table flyball ${options}`, setting);

describe('a running stack is looked at', () => {
  it('through the parameters it was deployed with, whatever the environment here says', async () => {
    const aws = deployed('', { CpuTarget: 40 });
    const { out } = await explain({ aws, env: { FLYBALL_CPU_TARGET: '80' } });
    expect(out).toContain('target 40');
  });

  it('through the fleet file it was deployed with, where there is none here', async () => {
    const aws = deployed('defaults: { rules: [{ kind: track, signal: cpu, target: 50 }] }');
    const { out, err } = await explain({ aws });
    expect(out).toContain('target 50');
    expect(err).toBe('');
  });

  it('through the deployed file although another one is here, and says so', async () => {
    const aws = deployed('defaults: { rules: [{ kind: track, signal: cpu, target: 50 }] }');
    const files = {
      'fleet.yaml': 'defaults: { rules: [{ kind: track, signal: cpu, target: 70 }] }',
    };
    const { out, err } = await explain({ aws, files });
    expect(out).toContain('target 50');
    expect(err).toContain('fleet.yaml differs from what is deployed');
  });

  it('through a file that is named, under the deployed parameters', async () => {
    const aws = deployed('', { CpuTarget: 40, DefaultMax: 5 });
    const files = { 'next.yaml': 'defaults: { min: 2 }' };
    const { out } = await explain({ aws, files }, '--fleet next.yaml');
    expect(out).toContain('target 40');
    expect(out).toContain('2 to 5 tasks');
  });

  it('says when the deployed file is too large to be known', async () => {
    const { err } = await explain({ aws: deployed(null) });
    expect(err).toContain('too large to be kept in the table');
  });

  it('through what is at hand before anything has run', async () => {
    const aws = worldOf([{ name: 'web', desired: 4, cpu: 80 }]);
    const { out } = await explain({ aws, env: { FLYBALL_CPU_TARGET: '80' } });
    expect(out).toContain('target 80');
  });

  it('through what is at hand where what is deployed cannot be read, and says so', async () => {
    const aws = worldOf([{ name: 'web', desired: 4, cpu: 80 }]);
    const deployment = { read: () => Promise.reject(new Error('it is none of ours')) };
    const connect = async () => ({
      home,
      reach: () => createMemoryPorts(aws),
      operator: { ...createMemoryOperatorPorts(aws), deployment },
    });
    const { out, err } = await explain({ connect, env: { FLYBALL_CPU_TARGET: '80' } });
    expect(out).toContain('target 80');
    expect(err).toContain('what is deployed cannot be read');
  });

  it('and a named file that is not there is an error', async () => {
    const { code, err } = await explain({ aws: deployed('') }, '--fleet gone.yaml');
    expect(code).toBe(1);
    expect(err).toContain('there is no file gone.yaml');
  });
});
