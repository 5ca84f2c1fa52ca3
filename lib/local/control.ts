/** The local AWS's own knobs, over HTTP: `/_local/faults`. */
import * as z from 'zod';
import { type Faults, faultKinds } from './faults.ts';
import type { WireRequest } from './wire/request.ts';
import type { WireResponse } from './wire/response.ts';

const prefix = '/_local/';

export const isControl = ({ url }: WireRequest): boolean => url.startsWith(prefix);

const faultSchema = z.strictObject({
  operation: z.string(),
  kind: z.enum(faultKinds),
  count: z.int().min(1).optional(),
  home: z.strictObject({ account: z.string(), region: z.string() }).optional(),
});

const json = (status: number, value: object): WireResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

const setFault = (faults: Faults, body: string): WireResponse => {
  try {
    faults.set(faultSchema.parse(JSON.parse(body)));
    return json(200, { faults: faults.list() });
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return json(400, { error: message });
  }
};

/** GET tells the faults, POST sets one, DELETE clears that of `?operation=…`, or all. */
export const control = (faults: Faults, { method, url, body }: WireRequest): WireResponse => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (pathname !== `${prefix}faults`) {
    return json(404, { error: `${pathname} is not here; ${prefix}faults is` });
  }
  if (method === 'POST') return setFault(faults, body);
  if (method === 'DELETE') faults.clear(searchParams.get('operation') ?? undefined);
  else if (method !== 'GET') return json(405, { error: 'Use GET, POST or DELETE' });
  return json(200, { faults: faults.list() });
};
