/** The command line as a process: what bin/flyball.js runs, once it knows that this Node can. */
import { processWorld } from './process-world.ts';
import { runCli } from './run.ts';

// `flyball plan | head` closes the pipe early, which is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

process.exitCode = await runCli(process.argv.slice(2), processWorld());
