import { reportFailure } from '../editor/reportFailure.ts';
import { useEditor } from './useSession.ts';

/** Starts something that takes its time; when it fails, a notice says so. */
export function useRun(): (task: () => Promise<unknown>) => void {
  const editor = useEditor();
  return (task) => {
    task().catch((error: unknown) => reportFailure(editor, error));
  };
}
