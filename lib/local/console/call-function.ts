/** Calls a function of the stack for the page, as CloudWatch's console does for who looks at a dashboard. */
import type { Product } from '../product.ts';
import type { FunctionCall } from './wire.ts';

export const callFunction = async (
  { functions }: Pick<Product, 'functions'>,
  { endpoint, event }: FunctionCall,
): Promise<unknown> => {
  const name = endpoint.split(':').at(-1) ?? '';
  const called = functions.all.get(name);
  if (called === undefined) {
    throw new RangeError(
      `There is no function ${endpoint}; there are ${[...functions.all.keys()].join(', ')}`,
    );
  }
  const invocation = await called.invoke(event);
  if (invocation.kind === 'failed') throw new Error(invocation.error);
  return invocation.value;
};
