import type { Settings } from '../../../shared/settings.ts';
import { withSettings } from '../../editor/actions.ts';
import { useRun } from '../useRun.ts';
import { useEditor } from '../useSession.ts';

/** Changes settings, here and on disk. */
export function useSettings(): (change: Partial<Settings>) => void {
  const editor = useEditor();
  const run = useRun();
  return (change) =>
    run(async () => {
      const settings = await editor.requests.changeSettings(change);
      editor.store.update((session) => withSettings(session, settings));
    });
}
