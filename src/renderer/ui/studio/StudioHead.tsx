import { ArrowLeft, Redo2, Undo2 } from 'lucide-react';
import { redoStep, takeOf, undoStep, videoOf } from '../../editor/studio/studioState.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { PresetBar } from './PresetBar.tsx';
import { useStudio, useStudioState } from './useStudio.ts';

/** At the top: the way back, which video it is, where to begin, undo and redo. */
export function StudioHead({ onLeave }: { readonly onLeave: () => void }) {
  const t = useTexts();
  const { opening, update } = useStudio();
  const video = useStudioState(videoOf);
  const canUndo = useStudioState((state) => takeOf(state).past.length > 0);
  const canRedo = useStudioState((state) => takeOf(state).future.length > 0);
  return (
    <header className="studio__head">
      <IconButton icon={ArrowLeft} label={t.studioBack} shortcut="Esc" onPress={onLeave} />
      <h1 className="studio__title">{opening.name || t.studio}</h1>
      {video && (
        <p className="hint studio__facts">{t.studioFacts(video.width, video.height, video.fps, video.seconds)}</p>
      )}
      <span className="pane__space" />
      {video && <PresetBar />}
      {video && (
        <span className="studio__history">
          <IconButton
            icon={Undo2}
            label={t.studioUndo}
            shortcut="Ctrl+Z"
            disabled={!canUndo}
            onPress={() => update(undoStep)}
          />
          <IconButton
            icon={Redo2}
            label={t.studioRedo}
            shortcut="Ctrl+Y"
            disabled={!canRedo}
            onPress={() => update(redoStep)}
          />
        </span>
      )}
    </header>
  );
}
