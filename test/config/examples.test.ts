import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listedServices, resolveSchedules } from '#config/resolve.ts';
import { defaultsSchema } from '#config/schema.ts';
import { fleetOf, home, policyOf, web } from './support.ts';

const examples = new URL('../../examples/', import.meta.url);

const read = (file: string): string => readFileSync(new URL(file, examples), 'utf8');

const files = globSync('**/*.yaml', { cwd: examples.pathname });

describe('examples', () => {
  it.each(files)('%s is valid', (file) => {
    const fleet = fleetOf(read(file));
    for (const id of listedServices(fleet, home))
      expect(policyOf(fleet, {}, id).max).toBeGreaterThan(0);
  });

  it('defaults.yaml changes nothing', () => {
    const stated = fleetOf(read('defaults.yaml'));
    const unstated = fleetOf('');
    // What is written down was chosen, so it may also take tasks away.
    expect(policyOf(stated)).toEqual({ ...policyOf(unstated), maxIsDefault: false });
    expect(policyOf(unstated).maxIsDefault).toBe(true);
    expect(stated.policy).toEqual(unstated.policy);
    expect(resolveSchedules(stated, home, web, {})).toEqual([]);
  });

  it('defaults.yaml leaves out only what has no default', () => {
    const { settings } = fleetOf(read('defaults.yaml')).defaults;
    const leftOut = Object.keys(defaultsSchema.shape).filter(
      (key) => !Object.hasOwn(settings, key),
    );
    expect(leftOut).toEqual(['policy', 'queue', 'group']);
  });
});
