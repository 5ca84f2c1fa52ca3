import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { ScreenEvent } from '#cli/top/screen.ts';
import { type Terminal, terminalScreen } from '#cli/top/terminal-screen.ts';

class Input extends EventEmitter {
  readonly modes: boolean[] = [];
  fails = false;
  setRawMode = (raw: boolean) => {
    if (this.fails && raw) throw new Error('EIO');
    this.modes.push(raw);
    return this as never;
  };
  resume = () => this as never;
  pause = () => this as never;
}

class Output extends EventEmitter {
  written = '';
  columns: number | undefined = 100;
  rows: number | undefined = 30;
  write = (text: string) => {
    this.written += text;
  };
}

const setting = () => {
  const terminal = { input: new Input(), output: new Output(), process: new EventEmitter() };
  const heard: ScreenEvent[] = [];
  const open = () => terminalScreen(terminal satisfies Terminal)((event) => heard.push(event));
  return { ...terminal, heard, open };
};

const listeners = (...emitters: readonly EventEmitter[]): number =>
  emitters.flatMap((each) => each.eventNames().flatMap((name) => each.listeners(name))).length;

test('what was taken is given back, once', () => {
  const { input, output, process, open } = setting();
  const screen = open();
  screen.draw(['a', 'b']);
  screen.close();
  screen.close();
  screen.draw(['after']);
  expect(input.modes).toEqual([true, false]);
  expect(output.written).toBe(
    '\u001B[?1049h\u001B[?25l\u001B[Ha\u001B[K\r\nb\u001B[K\u001B[J\u001B[?25h\u001B[?1049l',
  );
  expect(listeners(input, output, process)).toBe(0);
});

test('keys come one by one, and an arrow is none', () => {
  const { input, heard, open } = setting();
  open();
  input.emit('data', Buffer.from('sq'));
  input.emit('data', Buffer.from('\u001B[A'));
  input.emit('data', Buffer.from('\u0003'));
  expect(heard).toEqual(['s', 'q', '\u0003'].map((key) => ({ kind: 'key', key })));
});

test('a new size is heard and known', () => {
  const { output, heard, open } = setting();
  const screen = open();
  Object.assign(output, { columns: 50, rows: 0 });
  output.emit('resize');
  expect(heard).toEqual([{ kind: 'resized' }]);
  expect(screen.size()).toEqual({ columns: 50, rows: 24 });
});

test.each(['SIGTERM', 'SIGHUP', 'SIGINT'])('%s closes it', (signal) => {
  const { process, heard, open } = setting();
  open();
  process.emit(signal);
  expect(heard).toEqual([{ kind: 'closed' }]);
});

test('the end of the process gives the terminal back', () => {
  const { input, output, process, open } = setting();
  open();
  process.emit('exit');
  expect(input.modes.at(-1)).toBe(false);
  expect(output.written.endsWith('\u001B[?1049l')).toBe(true);
});

test('a terminal that cannot be taken over is left alone', () => {
  const { input, output, process, open } = setting();
  input.fails = true;
  expect(open).toThrow('the terminal cannot be taken over; --once prints instead');
  expect(listeners(input, output, process)).toBe(0);
});
