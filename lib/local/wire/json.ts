/** AwsJson 1.0 and 1.1: a target in a header, JSON both ways, an error's shape in `__type`. */
import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { JsonWire } from '../service.ts';
import type { WireResponse } from './response.ts';

const headers = (wire: JsonWire): Record<string, string> => ({
  'content-type': `application/x-amz-json-${wire.version}`,
  'x-amzn-requestid': randomUUID(),
});

export const readJson = (body: string): unknown => {
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON.');
  }
};

export const writeJson = (wire: JsonWire, output: object): WireResponse => ({
  status: 200,
  headers: headers(wire),
  body: JSON.stringify(output),
});

const queryError = (wire: JsonWire, error: AwsError): Record<string, string> => {
  if (wire.queryCodes === null) return {};
  const code = wire.queryCodes[error.code] ?? error.code;
  return { 'x-amzn-query-error': `${code};${error.status < 500 ? 'Sender' : 'Receiver'}` };
};

export const writeJsonError = (wire: JsonWire, error: AwsError): WireResponse => ({
  status: error.status,
  headers: { ...headers(wire), 'x-amzn-errortype': error.code, ...queryError(wire, error) },
  body: JSON.stringify({ __type: error.code, message: error.message }),
});
