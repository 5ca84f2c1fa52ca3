/** The two windows that CloudWatch opens over a dashboard: a question, and what an action answered. */
import { make } from '../dom.ts';

export type Popup = { readonly body: HTMLElement; readonly close: () => void };

const open = (label: string, ...content: readonly HTMLElement[]): HTMLDialogElement => {
  const dialog = make('dialog', { class: 'window', 'aria-label': label }, ...content);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  return dialog;
};

export const openPopup = (title: string): Popup => {
  const body = make('div', { class: 'window-body', tabindex: '0' });
  const button = make('button', { type: 'button', click: () => dialog.close() }, 'Close');
  const dialog = open(title, body, make('p', { class: 'window-foot' }, button));
  return { body, close: () => dialog.close() };
};

/** Resolves to whether the answer was yes; to close the window is to say no. */
export const confirmed = (question: string): Promise<boolean> =>
  new Promise((resolve) => {
    let answer = false;
    const yes = (): void => {
      answer = true;
      dialog.close();
    };
    const dialog = open(
      'Are you sure?',
      make('p', {}, question),
      make(
        'p',
        { class: 'window-foot' },
        make('button', { type: 'button', click: () => dialog.close() }, 'No'),
        make('button', { type: 'button', class: 'primary', click: yes }, 'Yes'),
      ),
    );
    dialog.addEventListener('close', () => resolve(answer));
  });
