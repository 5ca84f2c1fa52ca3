import { describe, expect, it } from 'vitest';
import { commands } from '#cli/commands/all.ts';
import { run } from './support.ts';

const names = commands.map(({ name }) => name);

describe('wrong usage exits with 2 and says what was meant', () => {
  it.each([
    { line: 'plna', err: 'flyball: flyball has no command plna; did you mean plan?' },
    {
      line: 'zebra',
      err: `flyball: flyball has no command zebra; there are ${names.join(', ')}`,
    },
    {
      line: 'plan --tabel x',
      err: 'flyball: flyball plan has no option --tabel; did you mean --table?',
    },
    {
      line: 'plan --zebra',
      err: 'flyball: flyball plan has no option --zebra; run flyball plan --help',
    },
    { line: 'plan --table', err: 'flyball: --table needs a value; write --table <value>' },
    { line: 'plan --table --json', err: 'flyball: --table needs a value; write --table <value>' },
    { line: 'plan --table=', err: 'flyball: --table needs a value; write --table <value>' },
    {
      line: 'plan --json=yes',
      err: 'flyball: --json takes no value, but got "yes"; leave it out',
    },
    {
      line: 'plan shop/web',
      err: 'flyball: flyball plan does not expect "shop/web"; run flyball plan --help',
    },
    { line: 'explain', err: 'flyball: flyball explain needs <service>: cluster/service' },
    {
      line: 'explain web --table t',
      err: 'flyball: "web" is not cluster/service; write for example shop/checkout, or 222222222222/eu-west-1/shop/checkout elsewhere',
    },
    {
      line: 'plan --table t --stack s',
      err: 'flyball: --stack and --table both say which table to read; keep one of them',
    },
    {
      line: 'plan --table t --at yesterday',
      err: 'flyball: --at yesterday is not a moment in UTC; write for example 2026-11-21T03:00:00Z',
    },
    {
      line: 'parameters --json --markdown',
      err: 'flyball: --json and --markdown exclude each other; keep one',
    },
  ])('$line', async ({ line, err }) => {
    expect(await run(line)).toEqual({ code: 2, out: '', err });
  });

  it('no command at all gets the overview', async () => {
    const { code, out, err } = await run('');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    for (const { name } of commands) expect(err).toContain(`\n  ${name} `);
  });
});

describe('help teaches', () => {
  it.each(['--help', '-h', 'help'])('%s shows every command and exits with 0', async (line) => {
    const { code, out } = await run(line);
    expect(code).toBe(0);
    for (const { name, description } of commands) {
      expect(out).toMatch(new RegExp(`${name} +${description.slice(0, 20)}`));
    }
  });

  it.each(names)('%s --help has examples', async (name) => {
    const { code, out } = await run(`${name} --help`);
    expect(code).toBe(0);
    expect(out).toContain(`USAGE flyball ${name}`);
    expect(out).toMatch(/EXAMPLES\n\n {2}\S/);
    expect(await run(`help ${name}`)).toEqual({ code, out, err: '' });
  });
});

describe('colour', () => {
  const escapeCode = '\u001B[';

  it('is there on a terminal', async () => {
    expect((await run('plna', { colour: true })).err).toContain(escapeCode);
  });

  it.each(['--help', 'plan --help', 'plna', 'validate'])(
    'is not there elsewhere: %s',
    async (line) => {
      const { out, err } = await run(line);
      expect(out + err).not.toContain(escapeCode);
    },
  );
});
