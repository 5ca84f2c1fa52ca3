import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { openApiDocument, openApiJson, routes } from '#lib/control/routes.ts';
import { ask, stageOf } from './support.ts';

describe('the OpenAPI document', () => {
  it('is valid', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(JSON.parse(openApiJson()));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(validator.version).toBe('3.1');
  });

  it('is published fresh (node bin/generate.ts)', () => {
    const published = new URL('../../docs/openapi.json', import.meta.url);
    expect(readFileSync(published, 'utf8')).toBe(openApiJson());
  });

  it('is answered by the API itself', async () => {
    const { body } = await ask(stageOf({}), 'GET /openapi.json');
    expect(body).toEqual(JSON.parse(openApiJson()));
  });

  it('has every route, each under a name of its own', () => {
    const names = routes.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { path } of routes) expect(Object.keys(openApiDocument.paths)).toContain(path);
  });

  it.each([
    'GET /health',
    'GET /health/detailed',
    'GET /health/pools',
    'GET /metrics',
    'GET /metrics/{name}',
    'GET /performance',
    'GET /alerts',
    'POST /alerts/{id}/resolve',
    'GET /services',
    'GET /services/{id}',
    'GET /services/{id}/decisions',
    ...[
      'pause',
      'resume',
      'pin',
      'floor',
      'ceiling',
      'freeze',
      'clear',
      'undo',
      'reset-breaker',
    ].map((verb) => `POST /services/{id}/${verb}`),
    ...['pause', 'resume', 'freeze', 'clear'].map((verb) => `POST /fleet/${verb}`),
  ])('promises %s', (line) => {
    expect(routes.map(({ method, path }) => `${method} ${path}`)).toContain(line);
  });
});
