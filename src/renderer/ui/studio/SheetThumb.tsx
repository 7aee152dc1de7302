import { Eye, EyeOff } from 'lucide-react';
import { type KeyboardEvent, memo, type PointerEvent, useMemo } from 'react';
import { fitted } from '../../canvas/fitted.ts';
import type { SheetFrame } from '../../editor/studio/draft.ts';
import { framePixels } from '../../editor/studio/overlayPixels.ts';
import type { SeenFrame } from '../../editor/studio/studioState.ts';
import { useTexts } from '../texts/useTexts.ts';
import { PixelCanvas } from './PixelCanvas.tsx';

const ROOM = { width: 64, height: 64 };

interface ThumbProps {
  readonly place: number;
  readonly frame: SheetFrame;
  /** Null: its picture has not been cut yet. */
  readonly seen: SeenFrame | null;
  /** Milliseconds; null where it is not shown. */
  readonly duration: number | null;
  readonly current: boolean;
  readonly tabbable: boolean;
  /** A dragged frame would be put before or behind this one. */
  readonly moved: 'held' | 'before' | 'behind' | null;
  readonly onGo: () => void;
  readonly onToggle: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
}

/** A frame of the contact sheet. */
export function SheetThumb(props: ThumbProps) {
  const { place, frame, seen, duration, current, tabbable, moved } = props;
  const t = useTexts();
  const number = place + 1;
  const name = frame.kept ? t.sheetFrame(number, duration ?? 0) : t.sheetDropped(number);
  const label = frame.kept ? t.sheetDrop(number) : t.sheetKeep(number);
  const Icon = frame.kept ? Eye : EyeOff;
  return (
    <div
      className="thumb"
      role="option"
      aria-selected={current}
      aria-label={name}
      tabIndex={tabbable ? 0 : -1}
      data-kept={frame.kept}
      data-current={current}
      data-moved={moved ?? undefined}
      onClick={props.onGo}
      onKeyDown={props.onKeyDown}
      onPointerDown={props.onPointerDown}
    >
      <div className="thumb__picture checkered">{seen && <ThumbPicture seen={seen} />}</div>
      <button
        type="button"
        className="thumb__eye"
        tabIndex={-1}
        aria-label={label}
        data-tip={label}
        data-tip-keys="Del"
        onPointerDown={(event) => event.stopPropagation()}
        onClick={(event) => {
          event.stopPropagation();
          props.onToggle();
        }}
      >
        <Icon size={14} aria-hidden="true" />
      </button>
      <span className="thumb__facts" aria-hidden="true">
        <span>{number}</span>
        <span className="hint">{duration === null ? '–' : duration}</span>
      </span>
    </div>
  );
}

/** Drawn anew only with another cut. */
const ThumbPicture = memo(function ThumbPicture({ seen: { cut, frame } }: { readonly seen: SeenFrame }) {
  const pixels = useMemo(() => framePixels(cut, frame), [cut, frame]);
  const { width, height } = cut.clip;
  const small = width > ROOM.width || height > ROOM.height;
  return (
    <PixelCanvas
      width={width}
      height={height}
      pixels={pixels}
      className={small ? '' : 'pixelated'}
      style={fitted(cut.clip, ROOM)}
    />
  );
});
