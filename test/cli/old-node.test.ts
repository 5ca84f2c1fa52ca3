/** A Node that cannot run TypeScript, as on machines that bring an older one. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const bin = new URL('../../bin/flyball.js', import.meta.url).pathname;

it('a Node that cannot run TypeScript is named, with what to write instead', () => {
  const args = ['--no-strip-types', bin, 'explain', 'shop/web'];
  const { status, stderr, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe(
    `flyball: this is Node ${process.versions.node}, and 22.18 or newer is needed; write: npm run flyball -- explain shop/web\n`,
  );
});
