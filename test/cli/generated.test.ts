import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { longPriceTable, shortPriceTable, withPrices } from '#cli/cost/reference.ts';
import { fleetJsonSchema } from '#cli/json-schema.ts';
import { withParameterReference } from '#cli/readme-reference.ts';
import { parameters } from '#config/parameters.ts';
import { withAlertReference } from '#lib/alerts/reference.ts';
import { eventJsonSchema, withEventReference } from '#lib/events/reference.ts';
import { run } from './support.ts';

const file = (path: string): URL => new URL(`../../${path}`, import.meta.url);

describe('what is made from the code is fresh (node bin/generate.ts)', () => {
  it('docs/fleet.schema.json', () => {
    expect(readFileSync(file('docs/fleet.schema.json'), 'utf8')).toBe(fleetJsonSchema());
  });

  it('the table of docs/ALERTS.md', () => {
    const document = readFileSync(file('docs/ALERTS.md'), 'utf8');
    expect(withAlertReference(document)).toBe(document);
  });

  it('docs/events.schema.json', () => {
    expect(readFileSync(file('docs/events.schema.json'), 'utf8')).toBe(eventJsonSchema());
  });

  it('the reference of docs/EVENTS.md', () => {
    const document = readFileSync(file('docs/EVENTS.md'), 'utf8');
    expect(withEventReference(document)).toBe(document);
  });

  it('the prices of docs/COST.md', () => {
    const document = readFileSync(file('docs/COST.md'), 'utf8');
    expect(withPrices(document, 'docs/COST.md', longPriceTable())).toBe(document);
  });

  it.skipIf(!existsSync(file('README.md')))('the prices of README.md', () => {
    const readme = readFileSync(file('README.md'), 'utf8');
    expect(withPrices(readme, 'README.md', shortPriceTable())).toBe(readme);
  });

  it.skipIf(!existsSync(file('README.md')))('the parameter reference of README.md', () => {
    const readme = readFileSync(file('README.md'), 'utf8');
    expect(withParameterReference(readme)).toBe(readme);
  });
});

describe('the parameter reference', () => {
  it('replaces what lies between its markers and nothing else', () => {
    const before = 'a\n<!-- parameters:begin -->\nstale\n<!-- parameters:end -->\nb\n';
    const after = withParameterReference(before);
    expect(after).toMatch(/^a\n<!-- parameters:begin -->\n\n\| Parameter \|/);
    expect(after).toMatch(/\|\n\n<!-- parameters:end -->\nb\n$/);
    expect(after).not.toContain('stale');
    expect(withParameterReference(after)).toBe(after);
  });

  it.each(['none', '<!-- parameters:end --> <!-- parameters:begin -->'])(
    'a README without its markers is refused: %s',
    (readme) => {
      expect(() => withParameterReference(readme)).toThrow('README.md needs <!-- parameters:begin');
    },
  );

  it.each(['parameters', 'parameters --markdown'])('%s has a row for every one', async (line) => {
    const { code, out } = await run(line);
    expect(code).toBe(0);
    for (const [name, { help }] of Object.entries(parameters)) {
      expect(out).toMatch(new RegExp(`^\\W*${name}\\b.*${help.slice(0, 20)}`, 'm'));
    }
  });

  it('is the table itself as JSON', async () => {
    expect(JSON.parse((await run('parameters --json')).out)).toEqual(parameters);
  });
});

describe('the schema', () => {
  it('is printed as it is published', async () => {
    expect(`${(await run('schema')).out}\n`).toBe(fleetJsonSchema());
  });
});
