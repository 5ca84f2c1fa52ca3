/** What is forecast of a running service, what to do about it, and what its rules do. */
import { assess } from '#lib/tick/assess.ts';
import { assessedNamed } from '../assessed-named.ts';
import { type LiveOptions, liveInput } from '../live.ts';
import { checkServiceName } from '../service-name.ts';
import { type PriceOptions, priceSaid } from '../simulate/price-options.ts';
import type { CliWorld } from '../world.ts';
import { adviceJson } from './advice-data.ts';
import { adviceText } from './advice-text.ts';
import { readPastSignals } from './past-signals.ts';
import { serviceAdvice } from './service-advice.ts';

export type ServiceOptions = LiveOptions & PriceOptions & { readonly json?: boolean | undefined };

export const forecastOfService = async (
  service: string,
  options: ServiceOptions,
  world: CliWorld,
): Promise<string> => {
  checkServiceName(service);
  const price = priceSaid(options);
  const input = await liveInput(options, world);
  const assessed = assessedNamed(service, await assess(input), input.home);
  const past = await readPastSignals(assessed, input);
  const told = serviceAdvice(service, assessed, past, price);
  return options.json ? adviceJson(told) : adviceText(told);
};
