import { describe, expect, it } from 'vitest';
import { defaultParameters, variablesOf } from '#config/parameter-values.ts';
import { createPublish } from '#lambdas/tick/publish.ts';
import { type Deployment, largestFleetYamlBytes } from '#lib/deployment.ts';
import { createRecorder } from '../../function/recorder.ts';
import { endless, startMs } from '../../tick/support.ts';

const publisherOf = (fleetYaml: string, failures = 0) => {
  const published: Deployment[] = [];
  let left = failures;
  const { log, lines } = createRecorder();
  const publish = createPublish({
    record: {
      publish: async (deployment) => {
        left -= 1;
        if (left >= 0) throw new Error('the table is gone');
        published.push(deployment);
      },
    },
    parameters: variablesOf({ ...defaultParameters, AlarmEmail: 'me@example.com', CpuTarget: 45 }),
    fleetYaml,
    log,
  });
  return { published, lines, publish: (tickMs = startMs) => publish(tickMs, endless) };
};

describe('what is deployed', () => {
  it('is written down once', async () => {
    const { publish, published } = publisherOf('defaults: { min: 2 }');
    await publish();
    await publish(startMs + 60_000);
    expect(published).toHaveLength(1);
    expect(published[0]).toMatchObject({ seenMs: startMs, fleetYaml: 'defaults: { min: 2 }' });
    expect(published[0]?.parameters).toMatchObject({ FLYBALL_CPU_TARGET: '45' });
  });

  it('does not say whom alarms are mailed to', async () => {
    const { publish, published } = publisherOf('');
    await publish();
    expect(JSON.stringify(published)).not.toContain('me@example.com');
  });

  it('fails no tick when it cannot be written down, and is tried again', async () => {
    const { publish, published, lines } = publisherOf('', 1);
    await publish();
    expect(published).toEqual([]);
    expect(lines).toContainEqual(expect.objectContaining({ level: 'warn' }));
    await publish(startMs + 60_000);
    expect(published).toHaveLength(1);
  });

  it('leaves out a file that no item can hold', async () => {
    const { publish, published } = publisherOf('é'.repeat(largestFleetYamlBytes / 2 + 1));
    await publish();
    expect(published[0]?.fleetYaml).toBeNull();
  });
});
