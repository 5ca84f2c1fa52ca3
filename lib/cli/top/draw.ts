/** The view as lines that fill a screen: the table, what hides below it, and a footer with the keys. */
import type { Home } from '#config/fleet.ts';
import { painter } from '../colour.ts';
import { frameLines } from './frame.ts';
import type { Size } from './screen.ts';
import type { View } from './view.ts';

export type Style = { readonly home: Home; readonly colour: boolean; readonly everyText: string };

/** A heading, two blank lines, the names of the columns, a note and the keys. */
const otherLines = 6;

export const rowsOn = ({ rows }: Size): number => Math.max(1, rows - otherLines);

const keysOf = (view: View, everyText: string): string => {
  const pace = view.isPaused ? 'paused' : `every ${everyText}`;
  return `q quit  s sort: ${view.order}  p ${view.isPaused ? 'go on' : 'pause'}  ${pace}`;
};

const noteOf = ({ look, error }: View, hidden: number): string => {
  if (error !== null) return `cannot read: ${error}`.replaceAll(/\s+/g, ' ');
  if (look?.notes[0] !== undefined) return look.notes[0].replaceAll(/\s+/g, ' ');
  return hidden > 0 ? `and ${hidden} more services; a taller terminal shows them` : '';
};

const emptyText = ({ look, error }: View): string => {
  if (look !== null)
    return 'no tick has written a summary yet; flyball doctor says whether ticks run';
  return error === null ? 'reading …' : 'nothing was read yet';
};

export const linesOf = (view: View, size: Size, style: Style): readonly string[] => {
  const { look, order } = view;
  const { home, colour } = style;
  const paint = painter(colour);
  const shown = rowsOn(size);
  const known = look === null ? 0 : look.summaries.flatMap(({ rows }) => rows).length;
  const body =
    look === null || look.summaries.length === 0
      ? [emptyText(view).slice(0, size.columns)]
      : frameLines({ look, home, order, colour }, shown, size.columns);
  const note = [...noteOf(view, Math.max(0, known - shown))].slice(0, size.columns).join('');
  return [
    ...body,
    '',
    view.error === null ? paint('dim', note) : paint('red', note),
    paint('dim', keysOf(view, style.everyText).slice(0, size.columns)),
  ];
};
