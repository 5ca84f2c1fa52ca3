/** What somebody sends who wishes no good, or whose program is broken. */
import { describe, expect, it } from 'vitest';
import { ask, fleetWith, rowOf, stageOf } from './support.ts';

const stage = () => stageOf({ aws: fleetWith(rowOf('web')) });
const freeze = 'POST /services/prod~web/freeze';

const names = [
  '..%2F..%2Fetc%2Fpasswd~x',
  'prod~%2e%2e%2fweb',
  "prod~' OR 1=1 --",
  'prod~<script>alert(1)</script>',
  'prod~%00',
  `prod~${'w'.repeat(256)}`,
  `prod~${'w'.repeat(255)}`,
  `prod~${encodeURIComponent('🎈'.repeat(100))}`,
  'prod~__proto__',
  '~',
  'prod~web~us-east-1',
  'SERVICE%23123456789012~STATE',
];

describe('a service of a hostile name', () => {
  it.each(names)('%s is a plain 400 or 404, for questions and orders', async (name) => {
    const on = stage();
    const encoded = name.replaceAll(/[ <>']/g, encodeURIComponent);
    const asked = await ask(on, `GET /services/${encoded}`);
    const body = { why: 'test' };
    const ordered = await ask(on, `POST /services/${encoded}/freeze`, { body });
    for (const { status, type } of [asked, ordered]) {
      expect([400, 404]).toContain(status);
      expect(type).toBe('application/problem+json');
    }
    expect(on.aws.orders.size).toBe(0);
    expect(on.audited.size).toBe(0);
  });

  it('that is managed all the same is answered as what it is', async () => {
    const name = `<b>${'é🎈'.repeat(50)}"'`;
    const on = stageOf({ aws: fleetWith(rowOf(name)) });
    const { status, body } = await ask(on, `GET /services/prod~${encodeURIComponent(name)}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ name });
  });
});

describe('a path that is none', () => {
  it.each(['/', '/..', '/../services', '//services', '/services/../health', '/SERVICES', '/%zz'])(
    '%s is 404',
    async (path) => {
      expect((await ask(stage(), `GET ${path}`)).status).toBe(404);
    },
  );

  it('is 400 where a parameter is no percent-encoded text', async () => {
    expect((await ask(stage(), 'GET /services/%zz')).status).toBe(400);
  });

  it.each(['DELETE /services', 'PUT /fleet/freeze', 'GET /fleet/freeze', 'HEAD /health'])(
    '%s is 405 and says what is taken',
    async (line) => {
      const { status, headers } = await ask(stage(), line);
      expect({ status, allow: headers['allow'] }).toEqual({
        status: 405,
        allow: line.includes('fleet') ? 'POST' : 'GET',
      });
    },
  );
});

describe('a body', () => {
  it('of a megabyte is refused', async () => {
    const body = { why: 'x'.repeat(1024 * 1024) };
    expect(await ask(stage(), freeze, { body })).toMatchObject({ status: 413 });
  });

  it('is counted in bytes: 64 KB and no more', async () => {
    const size = (bytes: number) => ({ rawBody: `${' '.repeat(bytes - 14)}{"why":"test"}` });
    expect((await ask(stage(), freeze, size(65_536))).status).toBe(200);
    expect((await ask(stage(), freeze, size(65_537))).status).toBe(413);
  });

  it.each([
    '{',
    '"text"',
    '[]',
    'null',
    '1e999',
    '{"why":{"$ne":""}}',
    '{"__proto__":{"why":"x"}}',
  ])('%s is 400', async (rawBody) => {
    const on = stage();
    expect((await ask(on, freeze, { rawBody })).status).toBe(400);
    expect(on.aws.orders.size).toBe(0);
  });

  it('that is no JSON is refused for what it says it is', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await ask(stage(), freeze, { rawBody: 'why=test', headers })).toMatchObject({
      status: 415,
    });
  });
});

it('a fault inside tells the caller nothing but where to look', async () => {
  const broken = () => Promise.reject(new TypeError('secret internals'));
  const alerts = { open: broken, standing: broken, keep: broken, resolve: broken };
  const on = stageOf({ ports: { alerts } });
  const { status, body } = await ask(on, 'GET /alerts');
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('secret');
  expect(on.log).toMatchObject([
    { message: 'request failed', details: { requestId: 'request-1' } },
  ]);
});
