/** Dispatch: finds the command, runs it, and turns whatever happens into text and an exit code. */
import { stripVTControlCharacters } from 'node:util';
import { nearest } from '#config/nearest.ts';
import { withoutSecrets } from '#lib/redact.ts';
import { painter } from './colour.ts';
import type { Command } from './command.ts';
import { commands } from './commands/all.ts';
import { friendlyMessage } from './friendly-error.ts';
import type { OpenScreen } from './top/screen.ts';
import { CliFailure, UsageError } from './usage-error.ts';
import { type CliWorld, type ExitCode, exitCodes } from './world.ts';

const isHelp = (token: string): boolean => token === '--help' || token === '-h';

const overview = (): string => {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'Flyball scales Amazon ECS services, and shows its work.',
    '',
    'USAGE  flyball <command> [options]',
    '',
    ...commands.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}`),
    '',
    'flyball <command> --help shows options and examples. AWS_ENDPOINT_URL is honoured.',
    'Exit codes: 0 all is well, 1 invalid or failed, 2 wrong usage.',
  ].join('\n');
};

const findCommand = (name: string): Command => {
  const command = commands.find((each) => each.name === name);
  if (command !== undefined) return command;
  const names = commands.map((each) => each.name);
  const close = nearest(name, names);
  const hint = close === null ? `there are ${names.join(', ')}` : `did you mean ${close}?`;
  throw new UsageError(`flyball has no command ${name}; ${hint}`);
};

const dispatch = async (argv: readonly string[], world: CliWorld): Promise<ExitCode> => {
  const [first, ...rest] = argv;
  if (first === undefined) {
    world.complain(overview());
    return exitCodes.usage;
  }
  if (isHelp(first) || (first === 'help' && rest.length === 0)) {
    world.print(overview());
    return exitCodes.ok;
  }
  const command = findCommand(first === 'help' ? (rest[0] ?? '') : first);
  if (first === 'help' || rest.some(isHelp)) {
    const usage = await command.usage();
    world.print(world.colour ? usage : stripVTControlCharacters(usage));
    return exitCodes.ok;
  }
  return command.execute(rest, world);
};

const discreetScreen =
  (open: OpenScreen): OpenScreen =>
  (hear) => {
    const screen = open(hear);
    return { ...screen, draw: (lines) => screen.draw(lines.map((line) => withoutSecrets(line))) };
  };

/** Whatever AWS, a file or a tag said, no secret is shown. */
const discreet = (world: CliWorld): CliWorld => ({
  ...world,
  print: (text) => world.print(withoutSecrets(text)),
  complain: (text) => world.complain(withoutSecrets(text)),
  openScreen: world.openScreen === null ? null : discreetScreen(world.openScreen),
});

export const runCli = async (argv: readonly string[], within: CliWorld): Promise<ExitCode> => {
  const world = discreet(within);
  try {
    return await dispatch(argv, world);
  } catch (error) {
    const isOurs = error instanceof UsageError || error instanceof CliFailure;
    const message = isOurs ? error.message : friendlyMessage(error, world.env);
    world.complain(`${painter(world.colour)('red', 'flyball:')} ${message}`);
    return error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
  }
};
