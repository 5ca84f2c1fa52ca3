import * as z from 'zod';
import type { Widget } from '../../wire.ts';
import { make } from '../dom.ts';
import type { LiveWidget } from './dashboard.ts';
import { markdown } from './markdown.ts';

const propertiesSchema = z.object({ markdown: z.string() });

export const createTextWidget = ({ properties }: Widget): LiveWidget => {
  const { markdown: text } = propertiesSchema.parse(properties);
  return { element: make('div', { class: 'text' }, ...markdown(text)), update: () => {} };
};
