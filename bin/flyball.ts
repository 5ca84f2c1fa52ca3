#!/usr/bin/env node
import { processWorld } from '#cli/process-world.ts';
import { runCli } from '#cli/run.ts';

// `flyball plan | head` closes the pipe early, which is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

process.exitCode = await runCli(process.argv.slice(2), processWorld());
