/** What a command is. Parsing and usage text are citty's; strictness about options is ours. */
import { type ArgsDef, type ParsedArgs, parseArgs, renderUsage } from 'citty';
import { checkArguments } from './check-arguments.ts';
import type { CliWorld, ExitCode } from './world.ts';

type Definition<Args extends ArgsDef> = {
  readonly name: string;
  readonly description: string;
  readonly args: Args;
  /** Command lines worth copying, each with what it is for. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
  readonly run: (args: ParsedArgs<Args>, world: CliWorld) => Promise<ExitCode>;
};

export type Command = {
  readonly name: string;
  readonly description: string;
  readonly usage: () => Promise<string>;
  readonly execute: (rawArgs: readonly string[], world: CliWorld) => Promise<ExitCode>;
};

const exampleLines = (examples: Definition<ArgsDef>['examples']): readonly string[] => {
  const width = Math.max(...examples.map(([line]) => line.length));
  return examples.map(([line, purpose]) => `  ${line.padEnd(width)}  ${purpose}`);
};

export const defineCommand = <const Args extends ArgsDef>(
  definition: Definition<Args>,
): Command => {
  const { name, description, args, examples, run } = definition;
  return {
    name,
    description,
    usage: async () => {
      const citty = { meta: { name, description }, args };
      const reference = await renderUsage<ArgsDef>(citty, { meta: { name: 'flyball' } });
      return [reference.trimEnd(), '', 'EXAMPLES', '', ...exampleLines(examples)].join('\n');
    },
    execute: async (rawArgs, world) => {
      checkArguments(name, rawArgs, args);
      return run(parseArgs<Args>([...rawArgs], args), world);
    },
  };
};
