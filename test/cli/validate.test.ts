import { describe, expect, it } from 'vitest';
import { run } from './support.ts';

const good = 'services: [{ cluster: shop, name: web }]';
const bad = 'services: [{ cluster: shop, name: web, max: 0, mni: 1 }]';

describe('validate', () => {
  it('a valid file exits with 0 and says what is in it', async () => {
    expect(await run('validate', { files: { 'fleet.yaml': good } })).toEqual({
      code: 0,
      out: 'fleet.yaml is valid: 1 service, 0 policies, 0 groups',
      err: '',
    });
  });

  it('an invalid file exits with 1 and tells every problem', async () => {
    const { code, out } = await run('validate prod.yaml', { files: { 'prod.yaml': bad } });
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      'prod.yaml is not valid:',
      '  services[0].max: 0',
      '      must be a whole number of tasks from 1 to 5000; raise it to 1 or more',
      '  services[0].mni: 1',
      '      is not a key of a service; did you mean min?',
      '',
      '2 problems; nothing is deployed or changed until all are gone',
    ]);
  });

  it('the problems are there for machines too', async () => {
    const { code, out } = await run('validate --json', { files: { 'fleet.yaml': bad } });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      valid: false,
      problems: [
        { path: 'services[0].max', value: '0' },
        { path: 'services[0].mni', value: '1' },
      ],
    });
  });

  it.each(['validate', 'validate prod.yaml'])(
    '%s fails when the file is not there',
    async (line) => {
      const { code, err } = await run(line);
      expect(code).toBe(1);
      expect(err).toMatch(/^flyball: there is no file (fleet|prod)\.yaml; /);
    },
  );

  it('stack parameters of the environment count', async () => {
    const files = { 'fleet.yaml': 'services: [{ cluster: shop, name: web, min: 20 }]' };
    expect((await run('validate', { files })).code).toBe(1);
    expect((await run('validate', { files, env: { FLYBALL_DEFAULT_MAX: '50' } })).code).toBe(0);
  });

  it('stack parameters that are themselves wrong are told as such', async () => {
    const { code, out } = await run('validate', {
      files: { 'fleet.yaml': good },
      env: { FLYBALL_DEFAULT_MAX: 'many' },
    });
    expect(code).toBe(1);
    expect(out).toContain(
      'the environment is not valid:\n  DefaultMax (FLYBALL_DEFAULT_MAX): many',
    );
  });
});
