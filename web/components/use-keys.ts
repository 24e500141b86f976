/** Keys of the page, to commands. */
import { useLayoutEffect } from 'preact/hooks';
import { wakeSound } from '../client/alarm.ts';
import { commandOf, type Command } from '../state/keys.ts';
import { useLatest } from './page.ts';

/** @param busy while a dialog is open. @param letters whether single letters are commands */
export function useKeys(
  busy: boolean,
  letters: boolean,
  commands: Readonly<Record<Command, () => void>>,
): void {
  const press = useLatest((event: KeyboardEvent) => {
    wakeSound();
    if (busy || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : null;
    const writing = isWithin(target, 'input:not([type=checkbox]), textarea, select');
    const command = commandOf({
      key: event.key,
      modified: event.ctrlKey || event.altKey || event.metaKey,
      writing,
      onControl: isWithin(target, 'button, a, summary, input'),
      letters,
    });
    if (command === null) return;
    event.preventDefault();
    if (writing && target instanceof HTMLElement) target.blur();
    else commands[command]();
  });
  // With what is drawn, and not some time after it: a key that is pressed at once counts
  useLayoutEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    addEventListener('keydown', press, { signal });
    addEventListener('pointerdown', wakeSound, { signal });
    return () => {
      ended.abort();
    };
  }, [press]);
}

function isWithin(element: Element | null, selector: string): boolean {
  return element !== null && element.closest(selector) !== null;
}
