/** A few hours of bad luck with every change; `node --expose-gc bench/soak.ts` lives through seven days. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { soak } from './soak.ts';

const fleetFile = join(import.meta.dirname, '../../examples/demo/fleet.yaml');

const isAsked = process.env['SOAK'] === 'true';

if (!isAsked) console.warn('SKIPPED the soak: it takes minutes; SOAK=true npm test plays it');

test.skipIf(!isAsked)(
  'through three hours of bad luck no rule is broken, and every alert is closed in the end',
  {
    timeout: 300_000,
  },
  async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'flyball-soak-'));
    onTestFinished(() => rm(dataDirectory, { recursive: true }));
    const result = await soak({
      fleetFile,
      fleetText: await readFile(fleetFile, 'utf8'),
      seed: 4,
      hours: 3,
      dataDirectory,
      onHour: () => {},
    });
    expect(result.violations).toEqual([]);
    expect(result.openAlerts).toEqual([]);
    expect(result.ticks).toBeGreaterThanOrEqual(240);
    expect(result.closedAlerts).toBeGreaterThan(0);
    expect(result.misfortunes).toBeGreaterThan(5);
  },
);
