import type { Failure } from '../../../shared/ipc.ts';
import { chooseMissingVideo } from '../../editor/importing.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor } from '../useSession.ts';
import { useStudio } from './useStudio.ts';

/** Buttons for all that may bring a video back which could not be opened or was lost; the likeliest stands out. */
export function WaysBack({ error, small = false }: { readonly error: Failure; readonly small?: boolean }) {
  const t = useTexts();
  const editor = useEditor();
  const live = useStudio();
  const run = useRun();
  const { fetch, choose, again } = live.waysBack(error);
  const size = small ? 'button button--small' : 'button';
  const first = small ? size : 'button button--primary';
  return (
    <>
      {again && (
        <button type="button" className={size} onClick={() => run(() => live.tryAgain())}>
          {t.studioTryAgain}
        </button>
      )}
      {choose && (
        <button
          type="button"
          className={fetch ? size : first}
          onClick={() => run(() => chooseMissingVideo(editor, live))}
        >
          {t.studioFind}
        </button>
      )}
      {fetch && (
        <button type="button" className={first} onClick={() => run(() => live.reopen(fetch))}>
          {t.studioFetch}
        </button>
      )}
    </>
  );
}
