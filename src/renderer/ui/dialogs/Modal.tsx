import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { showDialog } from '../../editor/actions.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Notices } from '../notices/Notices.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useUpdate } from '../useSession.ts';
import './Modal.css';

/** A dialog of the session: Esc and the cross close it, Enter presses its button, the focus comes back afterwards. */
export function Modal(props: {
  readonly title: string;
  readonly children: ReactNode;
  /** The button that Enter presses; without it there is only the cross. */
  readonly submit?: string;
  readonly onSubmit?: () => void;
  /** What the button says that closes it; by default "Cancel". */
  readonly cancel?: string;
  /** Buttons at the left of the footer. */
  readonly aside?: ReactNode;
  readonly size?: 'small' | 'large' | 'wide';
  /** The button waits: something is missing, or under way. */
  readonly waiting?: boolean;
}) {
  const { title, children, submit, onSubmit, cancel, aside, size = 'small', waiting = false } = props;
  const t = useTexts();
  const heading = useId();
  const dialog = useShownModal();
  const close = useCloseDialog();
  return (
    <dialog
      ref={dialog}
      className={`modal modal--${size}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form
        className="modal__form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!waiting) onSubmit?.();
        }}
      >
        <header className="modal__header">
          <h2 id={heading}>{title}</h2>
          <IconButton icon={X} label={t.close} onPress={close} />
        </header>
        <div className="modal__body">{children}</div>
        {submit !== undefined && (
          <footer className="modal__footer">
            {aside}
            <button type="button" className="button modal__cancel" onClick={close}>
              {cancel ?? t.cancel}
            </button>
            <button type="submit" className="button button--primary" disabled={waiting}>
              {submit}
            </button>
          </footer>
        )}
      </form>
      <Notices inDialog />
    </dialog>
  );
}

/**
 * Shows the dialog above everything with the focus in its first field, or in the one that says `data-first`, and gives the
 * focus back when it goes.
 */
export function useShownModal() {
  const ref = useRef<HTMLDialogElement>(null);
  // A layout effect, because the dialog must still stand in the page when it gives the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    dialog.showModal();
    const field =
      dialog.querySelector<HTMLElement>('[data-first]') ??
      dialog.querySelector<HTMLElement>('.modal__body :is(input, select, textarea):not([type="radio"])');
    // Where there is nothing to fill in, Enter does what the dialog offers.
    (field ?? dialog.querySelector<HTMLElement>('.modal__footer [type="submit"]'))?.focus();
    return () => dialog.close();
  }, []);
  return ref;
}

export function useCloseDialog(): () => void {
  const update = useUpdate();
  return () => update((session) => showDialog(session, null));
}
