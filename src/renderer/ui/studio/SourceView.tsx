import { type CSSProperties, useMemo } from 'react';
import { withinVideo } from '../../editor/studio/cropArea.ts';
import { takeOf, videoOf } from '../../editor/studio/studioState.ts';
import { useTexts } from '../texts/useTexts.ts';
import { CropBox } from './CropBox.tsx';
import { KeyPicker } from './KeyPicker.tsx';
import { PixelCanvas } from './PixelCanvas.tsx';
import { useStudioState } from './useStudio.ts';
import './SourceView.css';

/** The video's picture at the playhead, with the area that the frames show. */
export function SourceView() {
  const t = useTexts();
  const video = useStudioState(videoOf);
  const still = useStudioState((state) => state.still);
  const picking = useStudioState((state) => state.picking);
  const crop = useStudioState((state) => takeOf(state).draft.settings.crop);
  const found = useStudioState((state) => takeOf(state).cut?.report.area ?? null);
  const pixels = useMemo(() => still && asColors(still.picture.pixels), [still]);
  if (video === null) return <div className="source source--empty" />;
  const area = typeof crop === 'string' ? found && withinVideo(found, video) : crop;
  const { width, height } = video;
  const style: CSSProperties & { '--ratio': number } = {
    '--ratio': width / height,
    aspectRatio: `${width} / ${height}`,
  };
  return (
    <div className="source">
      <div className="source__picture" style={style}>
        {still ? (
          <PixelCanvas
            width={still.picture.width}
            height={still.picture.height}
            pixels={pixels}
            label={t.studioSourcePicture}
            className="source__canvas"
          />
        ) : (
          <p className="hint source__none">{t.studioNoVideo}</p>
        )}
        {picking && still ? (
          <KeyPicker picture={still.picture} />
        ) : (
          area && <CropBox area={area} video={video} drawn={typeof crop !== 'string'} />
        )}
      </div>
      {picking && <p className="source__hint">{t.studioPickHint}</p>}
    </div>
  );
}

function asColors(pixels: Uint8Array): Uint32Array {
  return new Uint32Array(pixels.slice().buffer);
}
