#!/usr/bin/env node
/**
 * JavaScript, so that a Node that cannot run TypeScript says what to do instead of where it failed. Scripts of npm find
 * the Node that `npm ci` installed.
 */
if (process.features.typescript) {
  await import('../lib/cli/main.ts');
} else {
  const needed = `this is Node ${process.versions.node}, and 22.18 or newer is needed`;
  const command = ['npm run flyball --', ...process.argv.slice(2)].join(' ');
  process.stderr.write(`flyball: ${needed}; write: ${command}\n`);
  process.exitCode = 1;
}
