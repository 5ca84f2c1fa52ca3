/** Colour that carries meaning only, and only where someone looks: on a terminal, and without NO_COLOR. */
import { styleText } from 'node:util';

type Shade = 'red' | 'green' | 'yellow' | 'dim' | 'bold';

export type Paint = (shade: Shade, text: string) => string;

/** The decision was made when the world was built, so that nothing here looks at the process. */
export const painter = (colour: boolean): Paint =>
  colour ? (shade, text) => styleText(shade, text, { validateStream: false }) : (_, text) => text;
