/** The options that say what a task costs. */
import { type TaskPrice, usualPrice } from '#simulator/scores/cost.ts';
import { numberOption } from './number-option.ts';

export const priceArgs = {
  vcpu: { type: 'string', description: `vCPU of a task; ${usualPrice.vcpu} by default` },
  memory: { type: 'string', description: `GB of a task; ${usualPrice.memoryGb} by default` },
  'vcpu-hour': {
    type: 'string',
    description: `Dollars for a vCPU and hour; ${usualPrice.dollarsPerVcpuHour} by default (Fargate, x86, us-east-1)`,
  },
  'gb-hour': {
    type: 'string',
    description: `Dollars for a GB and hour; ${usualPrice.dollarsPerGbHour} by default`,
  },
} as const;

export type PriceOptions = { readonly [Name in keyof typeof priceArgs]?: string | undefined };

/** The largest Fargate task has 16 vCPU and 120 GB; other platforms have larger ones. */
const most = { vcpu: 1024, memory: 8192, dollars: 1000 } as const;

const numberSaid = (text: string | undefined, name: string, max: number): number | undefined =>
  text === undefined ? undefined : numberOption(text, 0, { name, min: 0, max });

/** Only what was said, for those who know better than the usual price what the rest is. */
export const priceSaid = (options: PriceOptions): Partial<TaskPrice> => {
  const said = {
    vcpu: numberSaid(options.vcpu, 'vcpu', most.vcpu),
    memoryGb: numberSaid(options.memory, 'memory', most.memory),
    dollarsPerVcpuHour: numberSaid(options['vcpu-hour'], 'vcpu-hour', most.dollars),
    dollarsPerGbHour: numberSaid(options['gb-hour'], 'gb-hour', most.dollars),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
};

export const readPrice = (options: PriceOptions): TaskPrice => ({
  ...usualPrice,
  ...priceSaid(options),
});
