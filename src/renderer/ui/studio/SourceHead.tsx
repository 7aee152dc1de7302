import { Pipette } from 'lucide-react';
import { applyAction } from '../../editor/studio/applyAction.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useStudio, useStudioState } from './useStudio.ts';

/** Over the video: what it is, and the eyedropper for its background. */
export function SourceHead() {
  const t = useTexts();
  const { update } = useStudio();
  const picking = useStudioState((state) => state.picking);
  return (
    <header className="pane__head">
      <h2>{t.studioVideo}</h2>
      <span className="pane__space" />
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
