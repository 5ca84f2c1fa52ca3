import { defineConfig } from 'vitest/config';

/**
 * Nothing here listens, spawns or changes what its process shares, so the files of a worker load each module once
 * between them. The others begin in a process of their own.
 */
const pure = [
  'alerts',
  'bill',
  'config',
  'engine',
  'events',
  'forecast',
  'health',
  'learning',
  'scenarios',
  'shards',
  'simulator',
  'tick',
  'widget',
].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    // Bundling and the local AWS need seconds, not the five that unit tests get by default.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores are the smallest machine we promise to work on.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: { name: 'world', include: ['test/**/*.test.ts'], exclude: pure },
      },
    ],
  },
});
