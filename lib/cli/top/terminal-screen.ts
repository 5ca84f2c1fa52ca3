/** The terminal of this process as a screen: the alternate buffer, keys one by one, and everything put back. */
import type { EventEmitter } from 'node:events';
import { stripVTControlCharacters } from 'node:util';
import type { OpenScreen, ScreenEvent } from './screen.ts';

export type Terminal = {
  readonly input: EventEmitter & Pick<NodeJS.ReadStream, 'setRawMode' | 'resume' | 'pause'>;
  readonly output: EventEmitter & {
    readonly write: (text: string) => unknown;
    readonly columns?: number | undefined;
    readonly rows?: number | undefined;
  };
  /** Where signals arrive, and the end of the process. */
  readonly process: EventEmitter;
};

/** Of a terminal that says nothing of its size, or zero, as some do. */
const usualSize = { columns: 80, rows: 24 };

/** The alternate buffer, so that what was on the screen comes back; no cursor jumping about. */
const enter = '\u001B[?1049h\u001B[?25l';
const leave = '\u001B[?25h\u001B[?1049l';
const home = '\u001B[H';
const clearLine = '\u001B[K';
const clearBelow = '\u001B[J';

const ends = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

type Listener = readonly [on: EventEmitter, event: string, hear: (what: unknown) => void];

const listenersOf = (
  { input, output, process }: Terminal,
  hear: (event: ScreenEvent) => void,
  close: () => void,
): readonly Listener[] => {
  const hearEnd = () => hear({ kind: 'closed' });
  // An arrow key is a sequence of characters, none of which was meant.
  const hearKeys = (chunk: unknown) => {
    for (const key of stripVTControlCharacters(String(chunk))) hear({ kind: 'key', key });
  };
  return [
    [input, 'data', hearKeys],
    [input, 'end', hearEnd],
    [input, 'error', hearEnd],
    [output, 'resize', () => hear({ kind: 'resized' })],
    ...ends.map((signal): Listener => [process, signal, hearEnd]),
    // Whatever ends the process, the shell gets a usable terminal back.
    [process, 'exit', close],
  ];
};

export const terminalScreen =
  (terminal: Terminal): OpenScreen =>
  (hear) => {
    const { input, output } = terminal;
    let isOpen = true;
    const close = () => {
      if (!isOpen) return;
      isOpen = false;
      for (const [on, event, listener] of listeners) on.off(event, listener);
      output.write(leave);
      input.setRawMode(false);
      input.pause();
    };
    const listeners = listenersOf(terminal, hear, close);
    for (const [on, event, listener] of listeners) on.on(event, listener);
    try {
      input.setRawMode(true);
      input.resume();
      output.write(enter);
    } catch (error) {
      close();
      throw new Error('the terminal cannot be taken over; --once prints instead', { cause: error });
    }
    return {
      size: () => ({
        columns: output.columns || usualSize.columns,
        rows: output.rows || usualSize.rows,
      }),
      draw: (lines) => {
        if (!isOpen) return;
        output.write(
          `${home}${lines.map((line) => `${line}${clearLine}`).join('\r\n')}${clearBelow}`,
        );
      },
      close,
    };
  };
