/** The query protocol: a form in, XML out. */
import { randomUUID } from 'node:crypto';
import type { AwsError } from '../aws-error.ts';
import type { QueryWire } from '../service.ts';
import type { WireResponse } from './response.ts';
import { element, xml } from './xml.ts';

const listItem = /^(\w+)\.member\.([1-9]\d*)$/;

/** `Names.member.2=b` becomes the second item of `Names`; anything else stays a string. */
export const readForm = (body: string): Readonly<Record<string, unknown>> => {
  const form: Record<string, string | string[]> = {};
  for (const [key, value] of new URLSearchParams(body)) {
    const [, list] = listItem.exec(key) ?? [];
    if (list === undefined) form[key] = value;
    else form[list] = [...(Array.isArray(form[list]) ? form[list] : []), value];
  }
  return form;
};

const respond = (status: number, body: string): WireResponse => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});

export const writeQuery = (wire: QueryWire, action: string, output: object): WireResponse =>
  respond(
    200,
    element(
      `${action}Response`,
      xml({ [`${action}Result`]: output, ResponseMetadata: { RequestId: randomUUID() } }),
      wire.namespace,
    ),
  );

export const writeQueryError = (wire: QueryWire, error: AwsError): WireResponse => {
  const Type = error.status < 500 ? 'Sender' : 'Receiver';
  const detail = { Type, Code: error.code, Message: error.message };
  const body = xml({ Error: detail, RequestId: randomUUID() });
  return respond(error.status, element('ErrorResponse', body, wire.namespace));
};
