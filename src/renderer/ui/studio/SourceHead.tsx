import { Download, Pipette } from 'lucide-react';
import { applyAction } from '../../editor/studio/applyAction.ts';
import { videoOf } from '../../editor/studio/studioState.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor } from '../useSession.ts';
import { useStudio, useStudioState } from './useStudio.ts';

/** Over the video: what it is, saving it, and the eyedropper for its background. */
export function SourceHead() {
  const t = useTexts();
  const editor = useEditor();
  const run = useRun();
  const { opening, update } = useStudio();
  const video = useStudioState(videoOf);
  const lost = useStudioState((state) => state.lost !== null);
  const picking = useStudioState((state) => state.picking);
  return (
    <header className="pane__head">
      <h2>{t.studioVideo}</h2>
      <span className="pane__space" />
      <IconButton
        icon={Download}
        label={t.studioSaveVideo}
        disabled={lost || video === null}
        onPress={() => video && run(() => editor.requests.saveStudioVideo(video.id, opening.name))}
      />
      <IconButton
        icon={Pipette}
        label={t.settingKeyPickLong}
        shortcut="K"
        pressed={picking}
        onPress={() => update((state) => applyAction(state, { kind: 'pick' }))}
      />
    </header>
  );
}
