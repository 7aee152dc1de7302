import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import type { PreviewZoom } from '../../canvas/PreviewView.ts';
import { activeDocument } from '../../editor/session.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';
import { PreviewPicture } from './PreviewPicture.tsx';
import './Preview.css';

/** The active sprite, always moving: the tag around the current frame, or everything, also while it is drawn on. */
export function Preview() {
  const t = useTexts();
  const id = useSession((session) => activeDocument(session)?.id);
  const [playing, setPlaying] = useState(() => !matchMedia('(prefers-reduced-motion: reduce)').matches);
  const [zoom, setZoom] = useState<PreviewZoom>('fit');
  if (id === undefined) return <p className="hint preview__none">{t.previewNone}</p>;
  return (
    <div className="preview">
      <PreviewPicture key={id} playing={playing} zoom={zoom} />
      <div className="preview__tools">
        <IconButton
          icon={playing ? Pause : Play}
          label={playing ? t.previewStop : t.previewPlay}
          onPress={() => setPlaying(!playing)}
        />
        <Segmented<PreviewZoom>
          label={t.previewSize}
          value={zoom}
          choices={[
            { value: 1, label: '1×' },
            { value: 2, label: '2×' },
            { value: 'fit', label: t.previewFit },
          ]}
          onChange={setZoom}
        />
      </div>
    </div>
  );
}
