/** What is put on a chart beside its lines: arrows, words, and times that were unlike the rest. */
import { chartFont } from './font.ts';
import type { Mark, Note, Span } from './model.ts';
import type { Extent } from './scale.ts';
import type { Brush } from './strokes.ts';

/** An arrow out (up) or in (down), just beside the count that it led to. */
export const drawMark = ({ context, x, y, colourOf }: Brush, mark: Mark): void => {
  const up = mark.direction === 'out';
  const tip = y(mark.value) + (up ? -10 : 10);
  const back = tip + (up ? 7 : -7);
  context.beginPath();
  context.moveTo(x(mark.atMs), tip);
  context.lineTo(x(mark.atMs) - 4, back);
  context.lineTo(x(mark.atMs) + 4, back);
  context.closePath();
  context.fillStyle = colourOf(up ? '--out' : '--in');
  context.strokeStyle = context.fillStyle;
  context.lineWidth = 1;
  if (mark.hollow) context.stroke();
  else context.fill();
};

/** Just above its line, at the left, where the oldest minutes are. */
export const drawNote = ({ context, y, colourOf }: Brush, note: Note, left: number): void => {
  context.font = chartFont;
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  context.fillStyle = colourOf('--muted');
  context.fillText(note.text, left + 4, y(note.value) - 2);
};

const aroundWords = 4;

export const drawSpan = ({ context, x, colourOf }: Brush, span: Span, vertical: Extent): void => {
  const [from, to] = [x(span.fromMs), x(span.toMs)];
  context.fillStyle = colourOf(`${span.colour}-back`);
  context.fillRect(from, vertical.from, to - from, vertical.to - vertical.from);
  context.fillStyle = colourOf(span.colour);
  context.fillRect(from, vertical.from, to - from, 2);
  context.font = chartFont;
  // The next span would cover what sticks out.
  if (context.measureText(span.text).width + 2 * aroundWords > to - from) return;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.fillText(span.text, from + aroundWords, vertical.from + 5);
};
