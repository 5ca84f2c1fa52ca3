import { parameters as table } from '#config/parameters.ts';
import { defineCommand } from '../command.ts';
import { parameterMarkdown, parameterTable } from '../parameter-reference.ts';
import { UsageError } from '../usage-error.ts';
import { exitCodes } from '../world.ts';

export const parameters = defineCommand({
  name: 'parameters',
  description: 'List the stack parameters: defaults, bounds and what they do',
  args: {
    json: { type: 'boolean', description: 'Print JSON' },
    markdown: { type: 'boolean', description: 'Print a Markdown table, as the README has it' },
  },
  examples: [
    ['flyball parameters', 'what can be tuned'],
    ['cdk deploy --parameters CpuTarget=50', 'how to tune it'],
  ],
  run: async ({ json, markdown }, world) => {
    if (json && markdown)
      throw new UsageError('--json and --markdown exclude each other; keep one');
    if (json) world.print(JSON.stringify(table, null, 2));
    else world.print(markdown ? parameterMarkdown() : parameterTable());
    return exitCodes.ok;
  },
});
