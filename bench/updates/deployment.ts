/** Somebody else who changes services meanwhile: a pipeline with the retries that the SDK has by itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';

export type Deployments = {
  readonly worstMs: number;
  readonly failed: number;
  readonly count: number;
};

const everyMs = 5_000;

/** One service after the other until it is told to stop. */
export const deploy = async (
  endpoint: string,
  cluster: string,
  { signal }: AbortController,
): Promise<Deployments> => {
  const client = new ECSClient({ endpoint, region: 'us-east-1' });
  let worstMs = 0;
  let failed = 0;
  let count = 0;
  while (!signal.aborted) {
    const startedMs = performance.now();
    const service = `web-${count}`;
    count += 1;
    try {
      await client.send(new UpdateServiceCommand({ cluster, service, forceNewDeployment: true }));
    } catch {
      failed += 1;
    }
    worstMs = Math.max(worstMs, performance.now() - startedMs);
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
  return { worstMs, failed, count };
};
